"""A picture that stands alone in a paragraph of Markdown becomes a figure, its title the caption."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def figures(markdown: MarkdownIt) -> None:
    """Teach a parser of Markdown about figures: for `MarkdownIt.use`."""
    markdown.core.ruler.push("figures", _make_figures)


def _make_figures(state: StateCore) -> None:
    for opening, inside, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        picture = _alone(inside) if opening.type == "paragraph_open" and not opening.hidden else None
        if picture is None or opening.level:
            continue
        opening.tag = closing.tag = "figure"
        title = str(picture.attrs.pop("title", ""))
        if title and inside.children is not None:
            words = f"<figcaption>{escapeHtml(title)}</figcaption>"
            inside.children.append(Token("html_inline", "", 0, content=words))


def _alone(token: Token) -> Token | None:
    """Return the picture that is all a line of text consists of, or None."""
    children = token.children or []
    return children[0] if token.type == "inline" and len(children) == 1 and children[0].type == "image" else None
