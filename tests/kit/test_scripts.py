"""A script that is written in parts is sent whole."""

from __future__ import annotations

import re

import pytest

from folkmoot.kit.scripts import is_entry, joined
from tests.house.sources import PACKAGE, name, source

TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@pytest.fixture
def parts(tmp_path):
    (tmp_path / "parts").mkdir()

    def write(path, text):
        (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path / path

    return write


def test_parts_come_before_what_imports_them_and_each_once(parts):
    parts("parts/low.js", 'export const low = "// not a comment";\n')
    parts(
        "parts/one.js",
        '/** What one is. */\nimport { low } from "./low.js";\n\nexport function one() {\n  return low;\n}\n',
    )
    parts(
        "parts/two.js",
        'import { low } from "./low.js";\nimport { one } from "./one.js";\nexport const two = [low, one()];\n',
    )
    entry = parts(
        "entry.js",
        '// @ts-check\nimport { one } from "./parts/one.js";\nimport { two } from "./parts/two.js";\n\none(two);\n',
    )
    assert joined(entry).splitlines() == [
        'const low = "// not a comment";',
        "function one() {",
        "  return low;",
        "}",
        "const two = [low, one()];",
        "one(two);",
    ]


def test_parts_may_import_each_other(parts):
    parts("parts/hen.js", 'import { egg } from "./egg.js";\nexport function hen() {\n  return egg;\n}\n')
    parts("parts/egg.js", 'import { hen } from "./hen.js";\nexport function egg() {\n  return hen;\n}\n')
    entry = parts("entry.js", 'import { hen } from "./parts/hen.js";\nhen();\n')
    assert joined(entry).count("function") == 2


def test_a_missing_part_is_told(parts):
    with pytest.raises(FileNotFoundError):
        joined(parts("entry.js", 'import { a } from "./parts/nowhere.js";\na();\n'))


def test_only_an_entry_is_joined(parts):
    assert is_entry('import { a } from "./a.js";\na();\n')
    assert not is_entry("document.title;\n")
    assert not is_entry('import { a } from "./a.js";\nexport const b = a;\n')


def test_parts_of_one_script_share_no_name():
    """They share one scope when they are joined."""
    for path in source(".js", below=PACKAGE):
        if is_entry(path.read_text("utf-8")):
            names = TOP.findall(joined(path))
            assert sorted(names) == sorted(set(names)), name(path)
