"""`python -m bench.import_wxr`: a 200 MB export through `folkmoot import wxr`; comments per second and peak memory.

The export is made here: 2,000 articles, threads as uneven as real ones (one of 60,000 comments), replies, e-mail
addresses that return, markup as WordPress keeps it, spam-filter data that is a third of the file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Long Export</title><link>https://long.example</link><description>Made up</description>
<language>en</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://long.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ada]]></wp:author_login>
<wp:author_display_name><![CDATA[Ada]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel>\n</rss>\n"
WORDS = (
    "bridge river council toll lorry school morning bus repair money vote harbour market never always because".split()
)
LONGEST_THREAD = 60_000
ARTICLES = 2_000
ITEM = """<item><title>{title}</title><link>https://long.example/{id}/</link><dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{id}</wp:post_id><wp:post_date>2024-01-01 10:00:00</wp:post_date>
<wp:post_date_gmt>2024-01-01 09:00:00</wp:post_date_gmt><wp:comment_status>open</wp:comment_status>
<wp:post_name>a-{id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="town"><![CDATA[Town]]></category>
"""
COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>
<wp:comment_author_email>{email}</wp:comment_author_email><wp:comment_author_url></wp:comment_author_url>
<wp:comment_author_IP>192.0.2.{ip}</wp:comment_author_IP><wp:comment_date>2024-01-02 10:00:00</wp:comment_date>
<wp:comment_date_gmt>2024-01-02 09:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{body}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>
<wp:commentmeta><wp:meta_key>akismet_history</wp:meta_key><wp:meta_value><![CDATA[{junk}]]></wp:meta_value></wp:commentmeta>
</wp:comment>
"""


def sentences(dice: random.Random, count: int) -> str:
    """Return `count` made-up sentences."""
    return " ".join(f"{' '.join(dice.choices(WORDS, k=10)).capitalize()}." for _ in range(count))


def text_of_comment(dice: random.Random) -> str:
    """Return a comment's text; every fifth carries markup."""
    plain = sentences(dice, dice.randint(1, 5))
    if dice.random() < 0.2:
        return f"<em>{plain}</em>\n\n<blockquote>{sentences(dice, 1)}</blockquote>\nhttps://long.example/{dice.randint(1, 9)}/"
    return plain


def export(size_bytes: int) -> Iterator[str]:
    """Yield an export of about `size_bytes`."""
    dice = random.Random(7)
    done = comment_id = 0
    junk = 'a:3:{s:4:"time";d:1;s:5:"event";s:5:"check";s:4:"user";s:3:"ada";}' * 4
    for post_id in range(1, ARTICLES * 100):
        item = ITEM.format(
            id=post_id, title=sentences(dice, 1), body="\n\n".join(sentences(dice, 3) for _ in range(12))
        )
        yield item
        done += len(item)
        first = comment_id + 1
        for _ in range(LONGEST_THREAD if post_id == ARTICLES // 50 else int(dice.paretovariate(1.1) * 10) % 3000):
            comment_id += 1
            who = int(dice.paretovariate(0.8)) % 50_000
            comment = COMMENT.format(
                id=comment_id,
                name=f"Reader {who}",
                email=f"reader{who}@long.example",
                ip=who % 250,
                body=text_of_comment(dice),
                parent=dice.randint(first, comment_id - 1) if comment_id > first and dice.random() < 0.6 else 0,
                junk=junk,
            )
            yield comment
            done += len(comment)
        yield "</item>\n"
        if done > size_bytes:
            return


def import_and_measure(path: Path, data: Path) -> dict[str, float]:
    """Return what one import in a process of its own took: comments, seconds, peak memory in MB."""
    command = [sys.executable, "-m", "folkmoot", "--data", str(data), "import", "wxr", str(path), "--json"]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    stdout = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the import failed with {process.returncode}")
    report = json.loads(stdout)
    return {
        "comments": sum(report["comments"].values()),
        "unchanged": report["unchanged"],
        "seconds": time.monotonic() - started,
        "peak_mb": usage.ru_maxrss / 1024,
    }


def main() -> None:
    """Make the export, import it twice, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    megabytes = parser.parse_args().megabytes
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        path = Path(folder) / "export.xml"
        with path.open("w", encoding="utf-8") as file:
            file.write(HEAD)
            file.writelines(export(megabytes << 20))
            file.write(TAIL)
        print(f"export            {path.stat().st_size / (1 << 20):8.0f} MB")
        for name in ("first import", "second import"):
            got = import_and_measure(path, Path(folder) / "data")
            rate = (got["comments"] or got["unchanged"]) / got["seconds"]
            print(
                f"{name:<17} {got['comments']:8.0f} comments, {got['seconds']:.1f} s, {rate:.0f}/s, peak {got['peak_mb']:.0f} MB"
            )


if __name__ == "__main__":
    main()
