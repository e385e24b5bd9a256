"""What a young newspaper still needs. Each step goes away by itself when it is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from folkmoot.articles.models import Article, Publication
from folkmoot.articles.policy.roles import EDITORS
from folkmoot.articles.queries.desk import desk_pages
from folkmoot.articles.values import DESK_ARTICLE_NEW_PATH, DESK_LOOK_PATH, DESK_PAGES_PATH, ArticleState
from folkmoot.readers.values import Role


class StepKind(StrEnum):
    """What is to be done."""

    FILL_GAPS = "fill gaps"
    DRESS = "dress"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: where, and how much of it there is, if that can be counted."""

    kind: StepKind
    path: str
    count: int = 0


def next_steps(publication_id: int, roles: Collection[Role]) -> tuple[Step, ...]:
    """Return what whoever has these roles could do next, most urgent first; nothing for others. Three queries."""
    if EDITORS.isdisjoint(roles):
        return ()
    steps = []
    gaps = sum(len(page.gaps) for page in desk_pages(publication_id))
    if gaps:
        steps.append(Step(StepKind.FILL_GAPS, DESK_PAGES_PATH, gaps))
    plain = Publication.objects.filter(id=publication_id, logo=None, accent_light="", accent_dark="", theme="")
    if Role.OWNER in roles and plain.exists():
        steps.append(Step(StepKind.DRESS, DESK_LOOK_PATH))
    if not Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED).exists():
        steps.append(Step(StepKind.WRITE, DESK_ARTICLE_NEW_PATH))
    return tuple(steps)


def gaps_by_page(publication_id: int) -> dict[str, tuple[str, ...]]:
    """Return title → hints that nobody has replaced, for each shown page that still has some. One query."""
    return {page.title: page.gaps for page in desk_pages(publication_id) if page.published and page.gaps}
