"""Exports as a WordPress would write them, small and made up; and how tests import them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from folkmoot.portability.report import Report
from folkmoot.portability.wxr.destination import FindWxrDestination
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.run import WxrImport
from tests.cast import NOON

SITE = "https://ferry.example"
ROOT = (
    '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/">'
)
CHANNEL = (
    f"<title>The Ferry News</title><link>{SITE}</link><description>Both banks</description><language>en-GB</language>"
    f"<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{SITE}</wp:base_blog_url>"
    "<wp:author><wp:author_id>7</wp:author_id><wp:author_login>ada</wp:author_login>"
    "<wp:author_email>ada@ferry.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ada Brückner]]></wp:author_display_name></wp:author>"
)


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def comment(number: int, text: str = "Yes.", **fields: object) -> str:
    values = {
        "id": number,
        "author": f"Reader {number}",
        "author_email": f"reader{number}@ferry.example",
        "author_url": "",
        "author_IP": "192.0.2.77",
        "date": "2024-05-01 12:00:00",
        "date_gmt": f"2024-05-01 10:00:{number % 60:02}",
        "content": text,
        "approved": 1,
        "type": "comment",
        "parent": 0,
        "user_id": 0,
    } | fields
    meta = values.pop("meta", {})
    tags = "".join(f"<wp:comment_{name}>{cdata(str(value))}</wp:comment_{name}>" for name, value in values.items())
    return f"<wp:comment>{tags}{_metas('commentmeta', meta)}</wp:comment>"


def item(number: int, body: str = "The ferry is late.", *, inside: str = "", **fields: object) -> str:
    values = {
        "title": f"Ferry {number}",
        "link": f"{SITE}/2024/05/ferry-{number}/",
        "guid": f"{SITE}/?p={number}",
        "dc:creator": "ada",
        "content:encoded": body,
        "excerpt:encoded": "",
        "wp:post_id": number,
        "wp:post_date": "2024-05-01 12:00:00",
        "wp:post_date_gmt": "2024-05-01 10:00:00",
        "wp:comment_status": "open",
        "wp:post_name": f"ferry-{number}",
        "wp:status": "publish",
        "wp:post_parent": 0,
        "wp:post_type": "post",
        "wp:post_password": "",
        "wp:is_sticky": 0,
    } | {name.replace("__", ":"): value for name, value in fields.items()}
    meta = values.pop("meta", {})
    terms = values.pop("terms", ())
    tags = "".join(f"<{name}>{cdata(str(value))}</{name}>" for name, value in values.items())
    tags += "".join(
        f'<category domain="{domain}" nicename="{name.lower()}">{cdata(name)}</category>' for domain, name in terms
    )
    return f"<item>{tags}{_metas('postmeta', meta)}{inside}</item>"


def export(*items: str, channel: str = CHANNEL, root: str = ROOT) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n{root}<channel>{channel}{"".join(items)}</channel></rss>\n'


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "export.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def import_file(
    path: Path,
    *,
    include: Sequence[str] = (),
    moves: Sequence[str] = (),
    media: Path | None = None,
    slug: str = "",
    dry_run: bool = False,
) -> Report:
    names = Moves(moves)
    return WxrImport(
        path=path,
        include=frozenset(include),
        moves=names,
        find_destination=FindWxrDestination(slug=slug, media=media, moves=names, dry_run=dry_run, now=NOON),
        tell=lambda _name, _done: None,
        now=NOON,
    ).run()


def skips(report: Report, what: str) -> set[tuple[str, str]]:
    """Return (id, reason) of what the report says about `what`."""
    return {(skip.source_id, skip.reason) for skip in report.skipped if skip.what == what}


def _metas(tag: str, meta: object) -> str:
    pairs = meta.items() if isinstance(meta, dict) else ()
    return "".join(
        f"<wp:{tag}><wp:meta_key>{escape(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:{tag}>"
        for key, value in pairs
    )
