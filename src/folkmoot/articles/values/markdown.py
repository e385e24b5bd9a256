"""What the desk writes into a text for an author: Markdown, or HTML where that is what the text is written in."""

from __future__ import annotations

import re
from html import escape

from folkmoot.articles.values.views import PictureView

SPECIAL = re.compile(r'([\\\[\]"])')


def markdown_of_picture(picture: PictureView) -> str:
    """Return the Markdown that shows a picture in a text, with its caption and credit as the title."""
    below = " · ".join(filter(None, (picture.caption, picture.credit)))
    title = f' "{SPECIAL.sub(_escaped, below)}"' if below else ""
    return f"![{SPECIAL.sub(_escaped, picture.alt)}]({picture.src}{title})"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}"


def html_of_picture(picture: PictureView) -> str:
    """Return the HTML that shows a picture in a text, with its caption and credit below."""
    below = " · ".join(filter(None, (picture.caption, picture.credit)))
    caption = f"<figcaption>{escape(below)}</figcaption>" if below else ""
    image = (
        f'<img src="{picture.src}" srcset="{picture.srcset}" width="{picture.width}" height="{picture.height}" '
        f'alt="{escape(picture.alt)}">'
    )
    return f"<figure>{image}{caption}</figure>"
