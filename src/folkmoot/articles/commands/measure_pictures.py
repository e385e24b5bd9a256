"""Give the pictures of a text their sizes, so that nothing on the page moves when they arrive."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from folkmoot.articles.models import Picture
from folkmoot.articles.values import PictureView, picture_shown
from folkmoot.kit.text.articles import BlockHtml

# As the cleaner writes it: a picture of ours that says no size of its own.
BARE_IMAGE = re.compile(r'<img (?![^>]*\bwidth=)(?=[^>]*\bsrc="/media/[0-9a-f]{2}/([0-9a-f]+)-\d+\.)([^>]*)>')
SOURCE = re.compile(r'\bsrc="[^"]*"')
SIZES = "(min-width: 900px) 40rem, 100vw"


def measured(blocks: Sequence[BlockHtml]) -> tuple[BlockHtml, ...]:
    """Return the blocks with width, height and narrower variants at each picture of the library. At most one query."""
    digests = {match[1] for block in blocks for match in BARE_IMAGE.finditer(block.html)}
    if not digests:
        return tuple(blocks)
    known = Picture.objects.filter(digest__in=digests).values_list("digest", "variants")
    views = {digest: picture_shown(variants, alt="") for digest, variants in known}
    return tuple(replace(block, html=_measured(block.html, views)) for block in blocks)


def _measured(html: str, views: Mapping[str, PictureView]) -> str:
    def image(match: re.Match[str]) -> str:
        view = views.get(match[1])
        if view is None:
            return match[0]
        size = f'src="{view.src}" srcset="{view.srcset}" sizes="{SIZES}" width="{view.width}" height="{view.height}"'
        return f"<img {SOURCE.sub(size, match[2])}>"

    return BARE_IMAGE.sub(image, html)
