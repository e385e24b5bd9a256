"""Reading a file ten times as long takes no more memory, also when it is all one thread."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.portability.exports import comment, export, item, write
from tests.portability.running import environment

READ = """
import re, sys
from pathlib import Path
from folkmoot.portability.wxr.reader import WxrReader
count = sum(1 for _record in WxrReader(Path(sys.argv[1])))
print(count, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) // 1024)
"""
GROWTH_MB = 12
ONCE, OFTEN = 1_000, 16_000


def peak_mb(path, records):
    words = [sys.executable, "-c", READ, str(path)]
    count, peak = subprocess.run(words, capture_output=True, text=True, check=True, env=environment()).stdout.split()
    assert int(count) == records
    return int(peak)


# getrusage would tell the peak of the test process that forked the reader, so the kernel is asked for this program's own.
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
@pytest.mark.parametrize("shape", ["one thread", "many articles"])
def test_memory_does_not_grow_with_the_file(tmp_path, shape):
    def file_of(count):
        if shape == "one thread":
            text = export(item(1, inside="".join(comment(number, "word " * 100) for number in range(1, count))))
        else:
            text = export(*(item(number, "word " * 200) for number in range(1, count + 1)))
        return write(tmp_path, text)

    small = peak_mb(file_of(ONCE), ONCE)
    assert peak_mb(file_of(OFTEN), OFTEN) - small <= GROWTH_MB
