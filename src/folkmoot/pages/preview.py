"""The real page of what readers cannot see: what an author is typing, and what a colleague was sent a link to.

Private answers in the dress of public ones: never kept, never listed, never on the shelf.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.forms import article_fields_in
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.queries import chrome_of
from folkmoot.articles.queries.previews import article_in_any_state, previewed_article
from folkmoot.articles.values import ArticleView, ChromeView, SourceFormat
from folkmoot.articles.values.previews import PreviewedArticle
from folkmoot.articles.views.door import Desk, at_desk
from folkmoot.articles.views.typed import article_as_typed, format_of
from folkmoot.kit import clock
from folkmoot.kit.http.policy import PAGE_POLICY
from folkmoot.kit.look.render import as_written_by, render_shared
from folkmoot.kit.words import say
from folkmoot.pages.metadata import of_article
from folkmoot.pages.respond import chrome_for
from folkmoot.pure.verdict import DeniedError

FRAMED_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""The desk shows this answer in a frame beside the form, and nobody else does (ADR 0017)."""


@require_POST
@at_desk(not_a_writer)
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the page that a form of an article not begun yet would make."""
    return _typed(request, desk, None, SourceFormat.MARKDOWN)


@require_POST
@at_desk(not_a_writer)
def typed(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Return the page that an article's form would make.

    Raises:
        DeniedError: `not_allowed`: it is somebody else's.
        Http404: there is no such article here.
    """
    source_format = format_of(desk.publication.id, article_id)
    if source_format is None:
        raise Http404
    require_writer(desk.account_id, publication_id=desk.publication.id, article_id=article_id)
    return _typed(request, desk, article_id, source_format)


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Return the article that somebody was sent a link to; once it is published, the article itself.

    The link is the proof: whoever holds it reads, without signing in.
    """
    chrome = chrome_for(request)
    with as_written_by(chrome):
        response = _sent(chrome, previewed_article(chrome.publication_id, token, now=clock.now()))
    response["Referrer-Policy"] = "no-referrer"  # the address is a key
    return _private(response)


def _sent(chrome: ChromeView, previewed: PreviewedArticle | None) -> HttpResponse:
    if previewed and previewed.is_public:
        return HttpResponseRedirect(previewed.path)
    view = article_in_any_state(chrome.publication_id, previewed.id, now=clock.now()) if previewed else None
    if view is not None:
        return _page(chrome, view, sent=True)
    context = {"title": _("This preview has ended"), "sentence": _("Ask whoever sent it to you for a new one.")}
    return HttpResponse(render_shared("look/error.html", chrome, context), status=404)


def _typed(request: HttpRequest, desk: Desk, article_id: int | None, source_format: SourceFormat) -> HttpResponse:
    chrome = chrome_of(desk.publication.id)
    fields = article_fields_in(request.POST, source_format=source_format)
    try:
        view = article_as_typed(desk.publication.id, article_id, fields, now=clock.now())
    except DeniedError as error:
        context = {"title": _("This cannot be shown"), "sentence": say(error.denial)}
        response = HttpResponse(render_shared("look/error.html", chrome, context), status=422)
    else:
        response = _page(chrome, view, sent=False)
    response["Content-Security-Policy"] = FRAMED_POLICY
    return _private(response)


def _page(chrome: ChromeView, view: ArticleView, *, sent: bool) -> HttpResponse:
    head = replace(of_article(chrome, view, comment_count=0), indexed=False, linked_data="")
    context = {
        "metadata": head,
        "article": view,
        "here": view.section.path if view.section else "",
        "window": None,
        "preview": "sent" if sent else "typed",
    }
    return HttpResponse(render_shared("pages/preview.html", chrome, context))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response
