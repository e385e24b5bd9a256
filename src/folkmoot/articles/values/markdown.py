"""What the desk writes into a text for an author."""

from __future__ import annotations

import re

from folkmoot.articles.values.views import PictureView

SPECIAL = re.compile(r'([\\\[\]"])')


def markdown_of_picture(picture: PictureView) -> str:
    """Return the Markdown that shows a picture in a text, with its caption and credit as the title."""
    below = " · ".join(filter(None, (picture.caption, picture.credit)))
    title = f' "{SPECIAL.sub(_escaped, below)}"' if below else ""
    return f"![{SPECIAL.sub(_escaped, picture.alt)}]({picture.src}{title})"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}"
