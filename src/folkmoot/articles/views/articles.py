"""Writing: the list of articles and the form of one. One form, four buttons, nothing lost when one is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.articles.commands.add_picture import add_picture, describe_picture
from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.forms import ArticleFields, article_fields_in, local_moment
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.queries.desk import ROWS_A_PAGE, DeskArticle, desk_article, desk_articles
from folkmoot.articles.values import DESK_ARTICLE_NEW_PATH, DESK_ARTICLES_PATH, SourceFormat, desk_article_path
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.kit import clock
from folkmoot.pure.verdict import Denial, DeniedError

DONE = {
    "save": gettext_noop("Saved."),
    "publish": gettext_noop("Published."),
    "schedule": gettext_noop("It will appear at the time you chose."),
    "withdraw": gettext_noop("Withdrawn: nobody can read it any more."),
}


@require_safe
@at_desk(not_a_writer)
def article_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the articles of the publication in any state, newest first; `?before=` goes on where a page ended."""
    before = request.GET.get("before", "")
    rows = desk_articles(desk.publication.id, before=int(before) if before.isascii() and before.isdigit() else None)
    older = f"{DESK_ARTICLES_PATH}?before={rows[-1].id}" if len(rows) == ROWS_A_PAGE else None
    return desk_page(
        request,
        desk,
        "articles/desk_articles.html",
        here=DESK_ARTICLES_PATH,
        rows=rows,
        older=older,
        new_path=DESK_ARTICLE_NEW_PATH,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def new_article(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return an empty form, or begin an article with what was sent."""
    if request.method == "POST":
        return _act(request, desk, None)
    return _form(request, desk, None, ArticleFields())


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def one_article(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Return an article's form, or do with it what the button says."""
    article = _found(desk, article_id)
    if request.method == "POST":
        return _act(request, desk, article)
    done = DONE.get(request.GET.get("done", ""))
    return _form(request, desk, article, _fields_of(article, desk), done=_(done) if done else None)


def _found(desk: Desk, article_id: int) -> DeskArticle:
    article = desk_article(desk.publication.id, article_id)
    if article is None:
        raise Http404
    return article


def _act(request: HttpRequest, desk: Desk, article: DeskArticle | None) -> HttpResponse:
    """Save what was sent, then do what the button says; what was saved stays when the second is refused."""
    now = clock.now()
    source_format = article.source_format if article else SourceFormat.MARKDOWN
    fields = article_fields_in(request.POST, source_format=source_format)
    act = request.POST.get("act", "save")
    try:
        fields = replace(fields, picture_id=_picture(request, desk, article, fields, now=now))
        article_id = save_article(
            publication_id=desk.publication.id,
            article_id=article.id if article else None,
            draft=fields.draft(),
            account_id=desk.account_id,
            now=now,
        )
    except DeniedError as error:
        return _form(request, desk, article, fields, refused=error.denial)
    try:
        _go_on(act, article_id, desk, fields, now=now)
    except DeniedError as error:
        return _form(request, desk, _found(desk, article_id), fields, refused=error.denial)
    return HttpResponseRedirect(f"{desk_article_path(article_id)}?done={act if act in DONE else 'save'}", status=303)


def _picture(
    request: HttpRequest, desk: Desk, article: DeskArticle | None, fields: ArticleFields, *, now: datetime
) -> int | None:
    """Return the picture the article shall have: a new one, the one kept from before (with the words as sent), or none."""
    words = {"alt": fields.alt, "caption": fields.caption, "credit": fields.credit}
    publication_id, account_id = desk.publication.id, desk.account_id
    upload = request.FILES.get("picture")
    if upload is not None:
        return add_picture(publication_id=publication_id, data=upload.read(), account_id=account_id, now=now, **words)
    picture_id = fields.picture_id or (article.picture_id if article else None)
    if picture_id is None or fields.remove_picture:
        return None
    describe_picture(publication_id=publication_id, picture_id=picture_id, account_id=account_id, **words)
    return picture_id


def _go_on(act: str, article_id: int, desk: Desk, fields: ArticleFields, *, now: datetime) -> None:
    match act:
        case "publish":
            publish_article(article_id=article_id, account_id=desk.account_id, now=now)
        case "schedule":
            at = fields.moment(desk.publication.time_zone)
            publish_article(article_id=article_id, account_id=desk.account_id, now=now, published_at=at)
        case "withdraw":
            withdraw_article(article_id=article_id, account_id=desk.account_id, now=now)


def _fields_of(article: DeskArticle, desk: Desk) -> ArticleFields:
    picture = article.picture
    return ArticleFields(
        headline=article.headline,
        standfirst=article.standfirst,
        section_name=article.section_name,
        tag_names=", ".join(article.tag_names),
        author_names=", ".join(article.author_names),
        slug=article.slug,
        source=article.source,
        source_format=article.source_format,
        published_at=local_moment(article.published_at, desk.publication.time_zone),
        alt=picture.alt if picture else "",
        caption=picture.caption if picture else "",
        credit=picture.credit if picture else "",
    )


def _form(
    request: HttpRequest,
    desk: Desk,
    article: DeskArticle | None,
    fields: ArticleFields,
    *,
    refused: Denial | None = None,
    done: str | None = None,
) -> HttpResponse:
    return desk_page(
        request,
        desk,
        "articles/desk_article.html",
        refused=refused,
        here=DESK_ARTICLES_PATH,
        article=article,
        fields=fields,
        done=done,
        action=article.desk_path if article else DESK_ARTICLE_NEW_PATH,
    )
