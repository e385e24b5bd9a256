"""The text that Prometheus reads, checked by its own client's parser."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from folkmoot.kit.metrics.exposition import Sample, expose
from folkmoot.kit.metrics.figures import Family, Kind

HITS = Family("folkmoot_hits_total", Kind.COUNTER, "Answers from the shelf.")
RENDER = Family("folkmoot_render_seconds", Kind.SUMMARY, "Rendering.")


def parsed(text):
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_what_is_written_is_what_is_read():
    text = expose(
        [
            Sample(HITS, 2**62, (("method", "GET"), ("status", "2xx"))),
            Sample(RENDER, 0.25, suffix="_sum"),
            Sample(HITS, 0, (("method", "POST"), ("status", "2xx"))),
            Sample(RENDER, 3, suffix="_count"),
        ]
    )
    assert parsed(text) == {
        ("folkmoot_hits_total", (("method", "GET"), ("status", "2xx"))): 2**62,
        ("folkmoot_hits_total", (("method", "POST"), ("status", "2xx"))): 0,
        ("folkmoot_render_seconds_sum", ()): 0.25,
        ("folkmoot_render_seconds_count", ()): 3,
    }


def test_a_family_is_named_once_with_its_type_and_what_it_means():
    lines = expose([Sample(HITS, 1, (("a", "1"),)), Sample(RENDER, 1), Sample(HITS, 1, (("a", "2"),))]).splitlines()
    assert lines == [
        "# HELP folkmoot_hits_total Answers from the shelf.",
        "# TYPE folkmoot_hits_total counter",
        'folkmoot_hits_total{a="1"} 1',
        'folkmoot_hits_total{a="2"} 1',
        "# HELP folkmoot_render_seconds Rendering.",
        "# TYPE folkmoot_render_seconds summary",
        "folkmoot_render_seconds 1",
    ]


def test_a_label_may_hold_anything():
    nasty = 'a "quoted" \\ back\nslash'
    assert parsed(expose([Sample(HITS, 1, (("name", nasty),))])) == {("folkmoot_hits_total", (("name", nasty),)): 1}


def test_a_large_counter_keeps_its_last_digit():
    assert expose([Sample(HITS, 10**15 + 1)]).endswith("folkmoot_hits_total 1000000000000001\n")
