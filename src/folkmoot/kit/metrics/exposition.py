"""Figures as text that Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/ (0.0.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from folkmoot.kit.metrics.figures import Family, Kind

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
TYPES = {Kind.COUNTER: "counter", Kind.SUMMARY: "summary", Kind.GAUGE: "gauge", Kind.GAUGE_EACH: "gauge"}
LABEL_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


@dataclass(frozen=True, slots=True)
class Sample:
    """One line: a figure of a family, in the family's unit."""

    family: Family
    value: float
    labels: tuple[tuple[str, str], ...] = ()
    suffix: str = ""


def expose(samples: Iterable[Sample]) -> str:
    """Return the text; samples of one family stand together, wherever they came."""
    by_family: dict[Family, list[Sample]] = {}
    for sample in samples:
        by_family.setdefault(sample.family, []).append(sample)
    return "".join(line + "\n" for family, lines in by_family.items() for line in _lines(family, lines))


def _lines(family: Family, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP {family.name} {family.what}"
    yield f"# TYPE {family.name} {TYPES[family.kind]}"
    for sample in samples:
        pairs = ",".join(f'{name}="{text.translate(LABEL_ESCAPES)}"' for name, text in sample.labels)
        labels = f"{{{pairs}}}" if pairs else ""
        yield f"{family.name}{sample.suffix}{labels} {_number(sample.value)}"


def _number(value: float) -> str:
    """Return whole numbers without a point: large counters must not lose digits to a float's shortest form."""
    return str(int(value)) if value == int(value) else repr(float(value))
