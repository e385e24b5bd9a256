"""Elements of an export as records. Tags are known by their name inside any `wordpress.org/export` namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from folkmoot.portability.wxr.records import Channel, WpAuthor, WpComment, WpItem, WpTerm
from folkmoot.portability.wxr.stream import WP_NAMESPACE

PREFIX_OF = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
EXCERPT = re.compile(r"https?://wordpress\.org/export/\d+\.\d+/excerpt/")
VOTE_META = frozenset({"wpdiscuz_votes", "wpdiscuz_votes_seperate"})
USEFUL_META = frozenset({"_thumbnail_id", "_wp_attachment_image_alt"})
OLD_SLUG = "_wp_old_slug"
COMMENT_FIELDS = tuple(
    f"wp:comment_{name}"
    for name in (
        *("id", "parent", "user_id", "author", "author_email", "author_url", "date", "date_gmt"),
        *("content", "approved", "type"),
    )
)
MOST_NAMES = 1000
"""Real exports know about eighty; a hostile one may invent a name for each element."""
NUMBER = re.compile(r"\s*(-?\d{1,18})\s*")


_NAMES: dict[str, str] = {}


def _name(tag: str) -> str:
    """Return "wp:post_id", "content:encoded", "title", …; "" for a stranger's element."""
    if not tag.startswith("{"):
        return tag
    uri, _brace, local = tag[1:].partition("}")
    if EXCERPT.fullmatch(uri):
        return f"excerpt:{local}"
    if WP_NAMESPACE.fullmatch(uri):
        return f"wp:{local}"
    prefix = PREFIX_OF.get(uri)
    return f"{prefix}{local}" if prefix else ""


def _named(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the child elements with their names; this runs for every element of the file, hence the memory."""
    for child in element.iterchildren(tag=etree.Element):
        tag = child.tag
        name = _NAMES.get(tag)
        if name is None:
            name = _name(tag)
            if len(_NAMES) < MOST_NAMES:
                _NAMES[tag] = name
        if name:
            yield name, child


def _text(element: etree._Element) -> str:
    try:
        return element.text or "" if len(element) == 0 else "".join(str(part) for part in element.itertext())
    except UnicodeDecodeError:  # a reference to half a surrogate pair: libxml2 keeps it, Python cannot
        return etree.tostring(element, method="text", encoding="utf-8", with_tail=False).decode(
            "utf-8", errors="replace"
        )


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the text of the children by name; of equal names the first."""
    found: dict[str, str] = {}
    for name, child in _named(element):
        if name not in found:
            found[name] = _text(child)
    return found


def _metas(element: etree._Element, kind: str) -> list[tuple[str, str]]:
    found = (_fields(child) for name, child in _named(element) if name == kind)
    return [(fields.get("wp:meta_key", "").strip(), fields.get("wp:meta_value", "")) for fields in found]


def _number(text: str) -> int:
    found = NUMBER.fullmatch(text)
    return int(found.group(1)) if found else 0


def channel_of(root: etree._Element) -> Channel:
    """Return the site; its elements may stand in anything that the root holds."""
    holder = next((child for child in root.iterchildren(tag=etree.Element) if child.tag != "item"), root)
    fields = _fields(holder)
    authors: dict[str, WpAuthor] = {}
    for tag, child in _named(holder):
        if tag == "wp:author":
            author = _fields(child)
            login = author.get("wp:author_login", "").strip()
            name = author.get("wp:author_display_name", "").strip()
            if login:
                authors.setdefault(
                    login, WpAuthor(id=_number(author.get("wp:author_id", "")), login=login, name=name or login)
                )
    base_url = fields.get("wp:base_blog_url", "").strip() or fields.get("link", "").strip()
    return Channel(
        title=fields.get("title", "").strip(),
        description=fields.get("description", "").strip(),
        language=fields.get("language", "").strip(),
        base_url=base_url.rstrip("/"),
        authors=authors,
    )


def item_of(element: etree._Element, ordinal: int) -> WpItem:
    """Return one item without its comments."""
    fields = _fields(element)
    terms = tuple(
        WpTerm(domain=child.get("domain", ""), slug=child.get("nicename", ""), name=_text(child).strip())
        for child in element.iterchildren(tag="category")
    )
    metas = _metas(element, "wp:postmeta")

    def plain(name: str) -> str:
        return fields.get(name, "").strip()

    return WpItem(
        ordinal=ordinal,
        post_id=plain("wp:post_id"),
        post_type=plain("wp:post_type"),
        status=plain("wp:status"),
        title=plain("title"),
        link=plain("link"),
        guid=plain("guid"),
        creator=plain("dc:creator"),
        content=fields.get("content:encoded", ""),
        excerpt=plain("excerpt:encoded"),
        date=plain("wp:post_date"),
        date_gmt=plain("wp:post_date_gmt"),
        modified_gmt=plain("wp:post_modified_gmt"),
        slug=plain("wp:post_name"),
        parent=plain("wp:post_parent"),
        password=fields.get("wp:post_password", ""),
        sticky=plain("wp:is_sticky") == "1",
        comment_status=plain("wp:comment_status"),
        attachment_url=plain("wp:attachment_url"),
        terms=terms,
        meta={key: value for key, value in metas if key in USEFUL_META},
        old_slugs=tuple(value.strip() for key, value in metas if key == OLD_SLUG and value.strip()),
    )


def comment_of(element: etree._Element, ordinal: int) -> WpComment:
    """Return one comment. What is not named here (addresses, agents, other meta) never leaves the XML."""
    fields = dict.fromkeys(COMMENT_FIELDS, "")
    has_votes = False
    for name, child in _named(element):
        if name == "wp:commentmeta":
            has_votes = has_votes or _fields(child).get("wp:meta_key", "").strip() in VOTE_META
        elif name in fields and not fields[name]:
            fields[name] = _text(child).strip()
    return WpComment(
        ordinal=ordinal,
        id=_number(fields["wp:comment_id"]),
        parent=_number(fields["wp:comment_parent"]),
        user_id=_number(fields["wp:comment_user_id"]),
        name=fields["wp:comment_author"],
        email=fields["wp:comment_author_email"],
        url=fields["wp:comment_author_url"],
        date=fields["wp:comment_date"],
        date_gmt=fields["wp:comment_date_gmt"],
        content=fields["wp:comment_content"],
        approved=fields["wp:comment_approved"],
        type=fields["wp:comment_type"],
        has_votes=has_votes,
    )
