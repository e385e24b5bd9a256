"""A stored picture as it is shown: which of its widths, at which addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from folkmoot.articles.values.addresses import picture_path
from folkmoot.articles.values.views import PictureView

SHOWN_WIDTH = 960


def picture_shown(
    variants: Sequence[Mapping[str, Any]], *, alt: str, caption: str = "", credit: str = ""
) -> PictureView:
    """Return a picture as shown: `src` is the widest variant up to 960 px, `srcset` names all.

    Args:
        variants: `{"width", "height", "path"}` of each, narrow first.
    """
    shown = next((item for item in reversed(variants) if item["width"] <= SHOWN_WIDTH), variants[0])
    return PictureView(
        src=picture_path(shown["path"]),
        srcset=", ".join(f"{picture_path(item['path'])} {item['width']}w" for item in variants),
        width=shown["width"],
        height=shown["height"],
        alt=alt,
        caption=caption,
        credit=credit,
    )
