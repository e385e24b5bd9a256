"""What may be written and published, and by whom. Facts in, a denial or None out."""

from __future__ import annotations

from collections.abc import Collection

from folkmoot.pure.urls import origin_of
from folkmoot.pure.verdict import Denial
from folkmoot.readers.values import Role

WRITERS = frozenset({Role.OWNER, Role.EDITOR, Role.AUTHOR})
HEADLINE_MAX_CHARS = 400
STANDFIRST_MAX_CHARS = 2_000
SOURCE_MAX_CHARS = 500_000
NAME_MAX_CHARS = 200
ALT_MAX_CHARS = 500

# First words of our own addresses: a fixed page there would never be reached, or would hide something.
RESERVED_SLUGS = frozenset({
    "admin", "api", "articles", "author", "comments", "desk", "embed", "feed", "healthz", "live", "media", "metrics",
    "my", "readyz", "search", "section", "sitemap", "static", "support", "tag", "threads", "v1", "v1alpha1",
})  # fmt: skip


def not_a_writer(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not write here: owners, editors and authors may."""
    if WRITERS.isdisjoint(roles):
        return Denial(code="not_a_writer", sentence="Only owners, editors and authors may write and publish here.")
    return None


def unregistered_origin(url: str, origins: Collection[str]) -> Denial | None:
    """Refuse a page of a site that the publication has not registered. `url` is normalised."""
    if origin_of(url) in origins:
        return None
    sentence = "This site is not registered here, so its pages cannot host a discussion."
    return Denial(code="unknown_origin", sentence=sentence, field="url")
