"""`doctor` speaks up before the disk is full."""

from __future__ import annotations

import pytest

from folkmoot.cli.checkup import judge_disk

GB = 2**30


@pytest.mark.parametrize(
    ("free_bytes", "used_bytes", "is_enough"),
    [(100 * GB, 10 * GB, True), (11 * GB, 89 * GB, True), (10 * GB, 90 * GB, False), (GB // 4, GB // 4, False)],
)
def test_a_tenth_of_the_disk_and_half_a_gigabyte_should_be_free(free_bytes, used_bytes, is_enough):
    finding = judge_disk(free_bytes=free_bytes, used_bytes=used_bytes)
    assert (finding.check, finding.ok) == ("disk", is_enough)
    assert ("make room" in finding.sentence) is not is_enough
    assert f"{100 * used_bytes // (free_bytes + used_bytes)} % are in use" in finding.sentence
