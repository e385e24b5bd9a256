"""Every version of an article, for staff; editors seal one here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.seal_revision import seal_revision
from folkmoot.articles.forms import number_in
from folkmoot.articles.models import Revision
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.policy.roles import not_an_editor
from folkmoot.articles.queries.desk import DeskArticle
from folkmoot.articles.queries.desk_history import desk_versions
from folkmoot.articles.values import DESK_ARTICLES_PATH, desk_history_path
from folkmoot.articles.views.articles import article_at_desk
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.articles.views.places import places_of
from folkmoot.kit import clock
from folkmoot.pure.verdict import Denial, DeniedError


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def versions(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Return every text the article had, or seal one of them."""
    article = article_at_desk(desk, article_id)
    if request.method != "POST":
        return _page(request, desk, article, done=_("Sealed.") if "done" in request.GET else None)
    number = number_in(request.POST.get("number", ""))
    reason = request.POST.get("reason", "")
    try:
        seal_revision(
            page_id=article_id, number=number or 0, reason=reason, account_id=desk.account_id, now=clock.now()
        )
    except DeniedError as error:
        return _page(request, desk, article, refused=error.denial, sealing=number, reason=reason)
    except Revision.DoesNotExist as error:
        raise Http404 from error
    return HttpResponseRedirect(f"{desk_history_path(article_id)}?done=seal", status=303)


def _page(
    request: HttpRequest,
    desk: Desk,
    article: DeskArticle,
    *,
    refused: Denial | None = None,
    done: str | None = None,
    sealing: int | None = None,
    reason: str = "",
) -> HttpResponse:
    """Return the page; `sealing` is the number of the text whose sealing was refused, `reason` what was typed for it."""
    here = desk_history_path(article.id)
    return desk_page(
        request,
        desk,
        "articles/desk_versions.html",
        refused=refused,
        here=DESK_ARTICLES_PATH,
        article=article,
        places=places_of(article.id, article.state, here=here),
        action=here,
        rows=desk_versions(article.id, slug=article.slug, current=article.number),
        may_seal=not_an_editor(desk.roles) is None,
        done=done,
        sealing=sealing,
        reason=reason,
    )
