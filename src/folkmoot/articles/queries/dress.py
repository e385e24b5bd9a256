"""How a publication looks: its stylesheet, its logo, what stands at the foot of every page."""

from __future__ import annotations

from functools import lru_cache

from folkmoot.articles.models import Picture, Publication
from folkmoot.articles.queries.rows import picture_view
from folkmoot.articles.values import PictureView, theme_path
from folkmoot.kit.text.articles import blocks_of_markdown
from folkmoot.pure.look.sheet import Look, digest_of, stylesheet
from folkmoot.pure.look.theme import Theme, read_theme
from folkmoot.pure.verdict import DeniedError


def stylesheet_of(publication_id: int) -> str:
    """Return the publication's own stylesheet; empty where it has none. One query."""
    row = Publication.objects.get(id=publication_id)
    return _sheet(row.accent_light, row.accent_dark, row.theme)


def stylesheet_path(row: Publication) -> str:
    """Return the address of the publication's own stylesheet; empty where it has none."""
    sheet = _sheet(row.accent_light, row.accent_dark, row.theme)
    return theme_path(digest_of(sheet)) if sheet else ""


def logo_view(row: Picture | None) -> PictureView | None:
    """Return the logo in its narrowest width, which is wide enough for any masthead; None where there is none."""
    view = picture_view(row)
    if row is None or view is None:
        return None
    narrow = row.variants[0]
    src = view.srcset.partition(" ")[0]
    return PictureView(src=src, srcset="", width=narrow["width"], height=narrow["height"], alt=view.alt)


@lru_cache(maxsize=64)
def footer_html(text: str) -> str:
    """Return the footer's Markdown as safe HTML; rendered once, because every page shows it."""
    return "\n".join(block.html for block in blocks_of_markdown(text)) if text else ""


@lru_cache(maxsize=64)
def _sheet(accent_light: str, accent_dark: str, theme: str) -> str:
    try:
        read = read_theme(theme)
    except DeniedError:
        read = Theme()  # kept by an older program that knew more properties: its words are no reason to show no page
    return stylesheet(Look(accent_light=accent_light, accent_dark=accent_dark, theme=read))
