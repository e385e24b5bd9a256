"""Links by which a colleague without an account reads what is not public yet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.make_preview_link import end_preview_link, make_preview_link
from folkmoot.articles.forms import number_in
from folkmoot.articles.models import PreviewLink
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.queries.previews import open_previews
from folkmoot.articles.values import DESK_ARTICLES_PATH, desk_links_path
from folkmoot.articles.views.articles import article_at_desk
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.articles.views.places import places_of
from folkmoot.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def links(request: HttpRequest, desk: Desk, article_id: int) -> HttpResponse:
    """Return the links that work, make one (its address is shown now and never again), or end one."""
    article = article_at_desk(desk, article_id)
    now = clock.now()
    here = desk_links_path(article_id)
    made = ""
    if request.method == "POST" and "end" in request.POST:
        link_id = number_in(request.POST["end"]) or 0
        try:
            end_preview_link(article_id=article_id, link_id=link_id, account_id=desk.account_id, now=now)
        except PreviewLink.DoesNotExist as error:
            raise Http404 from error
        return HttpResponseRedirect(here, status=303)
    if request.method == "POST":
        path = make_preview_link(article_id=article_id, account_id=desk.account_id, now=now)
        made = f"{desk.publication.base_url}{path}"
    return desk_page(
        request,
        desk,
        "articles/desk_links.html",
        here=DESK_ARTICLES_PATH,
        article=article,
        places=places_of(article_id, article.state, here=here),
        action=here,
        made=made,
        rows=open_previews(article_id, now=now),
    )
