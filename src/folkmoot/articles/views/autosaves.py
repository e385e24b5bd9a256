"""What is typed, kept while it is typed. Answers a program: the form's own script."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_time
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from folkmoot.articles.commands.autosave import autosave
from folkmoot.articles.forms import number_in
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.queries.desk import DeskArticle
from folkmoot.articles.values import ArticleState
from folkmoot.articles.views.articles import article_at_desk
from folkmoot.articles.views.door import Desk, at_desk
from folkmoot.kit import clock
from folkmoot.kit.http.problem import problem_of
from folkmoot.kit.words import locale_of
from folkmoot.pure.verdict import DeniedError


@require_POST
@at_desk(not_a_writer)
def new_typed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep what was typed into an article that is not begun yet; return `{"said"}`."""
    return _keep(request, desk, None)


@require_POST
@at_desk(not_a_writer)
def typed(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Keep what was typed into an article's form; return `{"said"}`."""
    return _keep(request, desk, article_at_desk(desk, article_id))


def _keep(request: HttpRequest, desk: Desk, article: DeskArticle | None) -> HttpResponse:
    now = clock.now()
    try:
        autosave(
            publication_id=desk.publication.id,
            article_id=article.id if article else None,
            account_id=desk.account_id,
            fields={name: request.POST.getlist(name) for name in request.POST if name != "act"},
            version=number_in(request.POST.get("version", "")) or 0,
            now=now,
        )
    except DeniedError as error:
        return problem_of(error.denial)
    return JsonResponse({"said": _said(article, now)})


def _said(article: DeskArticle | None, now: datetime) -> str:
    hour = format_time(timezone.localtime(now).time(), "short", locale=locale_of(translation.get_language() or "en"))
    if article is not None and article.state is ArticleState.PUBLISHED:
        return _("Kept at %(time)s. Readers see it when you save.") % {"time": hour}
    return _("Saved as a draft at %(time)s") % {"time": hour}
