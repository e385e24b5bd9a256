"""Writing: the form of one article. One form, many buttons, nothing lost when one is refused."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.allow_writing import is_own
from folkmoot.articles.commands.autosave import forget_autosave
from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.forms import ArticleFields, article_fields_in
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.policy.roles import not_your_article
from folkmoot.articles.queries.desk import DeskArticle, desk_article
from folkmoot.articles.queries.typed import typed_by
from folkmoot.articles.values import DESK_ARTICLE_NEW_PATH, SourceFormat, desk_article_path
from folkmoot.articles.views.door import Desk, at_desk
from folkmoot.articles.views.editor import DONE, Beside, editor_page, fields_of, fields_typed
from folkmoot.articles.views.gestures import gesture
from folkmoot.articles.views.picking import with_new_lead
from folkmoot.kit import clock
from folkmoot.pure.verdict import DeniedError, require

CHANGED_MEANWHILE = "changed_meanwhile"
SAVES = frozenset({"save", "publish", "schedule", "unschedule"})
GIVES_UP = frozenset({"forget", "take-theirs"})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def new_article(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return an empty form, or begin an article with what was sent."""
    return _answer(request, desk, None)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def one_article(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Return an article's form, or do with it what the button says."""
    return _answer(request, desk, article_at_desk(desk, article_id))


def article_at_desk(desk: Desk, article_id: int) -> DeskArticle:
    """Return an article that whoever is at the desk may write.

    Raises:
        Http404: there is none of this number here.
        DeniedError: `not_allowed`.
    """
    article = desk_article(desk.publication.id, article_id)
    if article is None:
        raise Http404
    require(not_your_article(desk.roles, own=is_own(desk.account_id, article_id)))
    return article


def _answer(request: HttpRequest, desk: Desk, article: DeskArticle | None) -> HttpResponse:
    if request.method != "POST":
        return _opened(request, desk, article)
    act = request.POST.get("act", "save")
    if act in GIVES_UP:
        _forget(desk, article)
        return HttpResponseRedirect(article.desk_path if article else DESK_ARTICLE_NEW_PATH, status=303)
    source_format = article.source_format if article else SourceFormat.MARKDOWN
    fields = article_fields_in(request.POST, source_format=source_format)
    if act in SAVES:
        return _save(request, desk, article, fields, act)
    try:
        fields = gesture(act, fields, request.FILES.get("picture"), desk, now=clock.now())
    except DeniedError as error:
        return editor_page(request, desk, article, fields, Beside(refused=error.denial))
    return editor_page(request, desk, article, fields, Beside(gesture=act))


def _opened(request: HttpRequest, desk: Desk, article: DeskArticle | None) -> HttpResponse:
    """Return the form as the article stands, or as it was typed and not saved, if that is asked for."""
    stored = fields_of(article, desk) if article else ArticleFields()
    article_id = article.id if article else None
    typed = typed_by(desk.account_id, publication_id=desk.publication.id, article_id=article_id)
    fields = fields_typed(typed, stored) if typed else stored
    if typed and fields.draft() != stored.draft():
        if "restore" in request.GET:
            return editor_page(request, desk, article, fields, Beside(restored_from=typed.at))
        return editor_page(request, desk, article, stored, Beside(typed_at=typed.at))
    return editor_page(request, desk, article, stored, Beside(done=DONE.get(request.GET.get("done", ""))))


def _save(
    request: HttpRequest, desk: Desk, article: DeskArticle | None, fields: ArticleFields, act: str
) -> HttpResponse:
    now = clock.now()
    try:
        fields = with_new_lead(fields, request.FILES.get("picture"), desk, now=now)
        article_id = save_article(
            publication_id=desk.publication.id,
            article_id=article.id if article else None,
            draft=fields.draft(),
            account_id=desk.account_id,
            now=now,
            version=fields.version if article else None,
            change=fields.kind_of_change(),
            correction=fields.correction(),
        )
    except DeniedError as error:
        conflict = article is not None and error.denial.code == CHANGED_MEANWHILE
        beside = Beside(refused=error.denial, act=act if conflict else "")
        return editor_page(request, desk, article and article_at_desk(desk, article.id), fields, beside)
    _forget(desk, article)
    try:
        _go_on(act, article_id, desk, fields, now=now)
    except DeniedError as error:
        return _saved_but_refused(request, desk, article_id, fields, error)
    return HttpResponseRedirect(f"{desk_article_path(article_id)}?done={act}", status=303)


def _saved_but_refused(
    request: HttpRequest, desk: Desk, article_id: int, fields: ArticleFields, error: DeniedError
) -> HttpResponse:
    """Return the form of what was saved, with everything typed, and why it went no further."""
    saved = article_at_desk(desk, article_id)
    return editor_page(request, desk, saved, fields, Beside(refused=error.denial, version=saved.version))


def _forget(desk: Desk, article: DeskArticle | None) -> None:
    forget_autosave(
        publication_id=desk.publication.id, article_id=article.id if article else None, account_id=desk.account_id
    )


def _go_on(act: str, article_id: int, desk: Desk, fields: ArticleFields, *, now: datetime) -> None:
    match act:
        case "publish":
            publish_article(article_id=article_id, account_id=desk.account_id, now=now)
        case "schedule":
            at = fields.moment(desk.publication.time_zone)
            publish_article(article_id=article_id, account_id=desk.account_id, now=now, published_at=at)
        case "unschedule":
            withdraw_article(article_id=article_id, account_id=desk.account_id, now=now)
