"""The desk's list of articles: everything, in any state, narrowed down by links and one field."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from folkmoot.articles.forms import number_in
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.policy.roles import not_an_editor
from folkmoot.articles.ports import Ports
from folkmoot.articles.queries.desk_list import (
    DeskArticleRow,
    DeskChoice,
    NamedSlug,
    authors_at_desk,
    desk_articles,
    sections_at_desk,
)
from folkmoot.articles.values import DESK_ARTICLE_NEW_PATH, DESK_ARTICLES_PATH, ArticleState
from folkmoot.articles.views.door import Desk, at_desk, desk_page

STATES = (
    (None, gettext_noop("All")),
    (ArticleState.DRAFT, gettext_noop("Drafts")),
    (ArticleState.SCHEDULED, gettext_noop("Scheduled")),
    (ArticleState.PUBLISHED, gettext_noop("Published")),
    (ArticleState.WITHDRAWN, gettext_noop("Withdrawn")),
)
NARROWING = ("state", "author", "section", "mine", "q")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A link that narrows the list down, or takes back that it was."""

    name: str
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An article, and how many comments stand under it; None where nothing is discussed."""

    article: DeskArticleRow
    comment_count: int | None


@require_safe
@at_desk(not_a_writer)
def article_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the articles that the address asks for, the one begun last first; `?before=` goes on where a page ended.

    Authors see their own, owners and editors everybody's.
    """
    asked = {name: request.GET[name] for name in NARROWING if request.GET.get(name, "").strip()}
    found = desk_articles(
        desk.publication.id, _choice(asked, desk), before=number_in(request.GET.get("before", "")) or None
    )
    counts = Ports.count_comments(row.id for row in found.rows)
    return desk_page(
        request,
        desk,
        "articles/desk_articles.html",
        here=DESK_ARTICLES_PATH,
        lines=[Line(row, counts.get(row.id)) for row in found.rows],
        older=_path(asked | {"before": str(found.before)}) if found.before else None,
        new_path=DESK_ARTICLE_NEW_PATH,
        list_path=DESK_ARTICLES_PATH,
        asked=asked,
        hidden={name: value for name, value in asked.items() if name != "q"},
        states=[_link(asked, "state", state.value if state else "", _(name)) for state, name in STATES],
        all_are_mine=not_an_editor(desk.roles) is not None,
        mine=_link(asked, "mine", "" if "mine" in asked else "1", _("Mine")),
        sections=_choices(asked, "section", _("All sections"), sections_at_desk(desk.publication.id)),
        authors=_choices(asked, "author", _("All authors"), authors_at_desk(desk.publication.id)),
    )


def _choice(asked: dict[str, str], desk: Desk) -> DeskChoice:
    return DeskChoice(
        state=next((state for state in ArticleState if state == asked.get("state")), None),
        words=" ".join(asked.get("q", "").split()),
        author=asked.get("author", ""),
        section=asked.get("section", ""),
        of_account=desk.account_id if "mine" in asked or not_an_editor(desk.roles) else None,
    )


def _choices(asked: dict[str, str], name: str, everything: str, named: tuple[NamedSlug, ...]) -> list[Narrowing]:
    return [_link(asked, name, "", everything), *(_link(asked, name, one.slug, one.name) for one in named)]


def _link(asked: dict[str, str], name: str, value: str, words: str) -> Narrowing:
    others = {key: kept for key, kept in asked.items() if key != name}
    return Narrowing(words, _path(others | ({name: value} if value else {})), asked.get(name, "") == value)


def _path(query: dict[str, str]) -> str:
    return f"{DESK_ARTICLES_PATH}?{urlencode(query)}" if query else DESK_ARTICLES_PATH
