"""Files of at most 300 lines, functions of at most 50: one idea each, readable at one go."""

from __future__ import annotations

import ast
import re

from tests.house.sources import name, source

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
JS_FUNCTION = re.compile(
    r"^(\s*)(?:export )?(?:async )?(?:function\b|const \w+ = .*=> \{$|(?:static |get )?#?\w+\(.*\) \{$)"
)


def long_functions(text: str) -> list[str]:
    """Return the functions of a Python module that are too long."""
    return [
        f"{node.name} has {length} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]


def long_js_functions(text: str) -> list[str]:
    """Return the functions of a script that are too long; one ends at the brace below its own first letter."""
    lines = text.splitlines()
    found = []
    for start, line in enumerate(lines):
        if opening := JS_FUNCTION.match(line):
            closing = re.compile(rf"^{opening[1]}\}}")
            end = next((at for at in range(start + 1, len(lines)) if closing.match(lines[at])), start)
            if end - start + 1 > MAX_FUNCTION_LINES:
                found.append(f"{line.strip()} has {end - start + 1} lines")
    return found


def test_files_are_short():
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in [*source(".py"), *source(".js")]}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_FILE_LINES} == {}


def test_functions_are_short():
    found = {name(path): long_functions(path.read_text("utf-8")) for path in source(".py")}
    found |= {name(path): long_js_functions(path.read_text("utf-8")) for path in source(".js")}
    assert {path: functions for path, functions in found.items() if functions} == {}


def test_a_long_function_is_seen_in_either_language():
    assert long_functions("def talk():\n" + "    pass\n" * 50) == ["talk has 51 lines"]
    assert long_functions("def talk():\n" + "    pass\n" * 49) == []
    assert long_js_functions("function talk() {\n" + "  x();\n" * 49 + "}\n") == ["function talk() { has 51 lines"]
    assert long_js_functions("class A {\n  talk(a) {\n" + "    x();\n" * 48 + "  }\n}\n") == []
