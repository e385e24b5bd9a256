"""Take an article back, with a reason for readers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.values import DESK_ARTICLES_PATH, desk_article_path, desk_withdrawal_path
from folkmoot.articles.views.articles import article_at_desk
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.articles.views.places import places_of
from folkmoot.kit import clock
from folkmoot.pure.verdict import Denial, DeniedError


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def withdrawal(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Return the form in which the reason is given, or withdraw the article."""
    article = article_at_desk(desk, article_id)
    refused: Denial | None = None
    reason, legal = request.POST.get("reason", ""), request.POST.get("legal") == "yes"
    if request.method == "POST":
        try:
            withdraw_article(
                article_id=article_id, reason=reason, legal=legal, account_id=desk.account_id, now=clock.now()
            )
        except DeniedError as error:
            refused = error.denial
        else:
            return HttpResponseRedirect(f"{desk_article_path(article_id)}?done=withdraw", status=303)
    here = desk_withdrawal_path(article_id)
    return desk_page(
        request,
        desk,
        "articles/desk_withdrawal.html",
        refused=refused,
        here=DESK_ARTICLES_PATH,
        article=article,
        places=places_of(article_id, article.state, here=here),
        action=here,
        reason=reason,
        legal=legal,
    )
