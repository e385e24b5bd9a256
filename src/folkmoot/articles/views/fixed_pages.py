"""About, Imprint and their like: the list and the form of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folkmoot.articles.commands.begin_pages import begin_pages
from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.forms import PageFields, page_fields_in
from folkmoot.articles.forms.page import purpose_in
from folkmoot.articles.policy.roles import not_an_editor
from folkmoot.articles.queries.desk import DeskPage, desk_pages
from folkmoot.articles.queries.desk import desk_page as page_at_desk
from folkmoot.articles.values import DESK_PAGE_NEW_PATH, DESK_PAGES_PATH, PagePurpose, SourceFormat, desk_page_path
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.kit import clock
from folkmoot.pure.verdict import Denial, DeniedError


@require_safe
@at_desk(not_an_editor)
def page_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the fixed pages, shown or not."""
    rows = desk_pages(desk.publication.id)
    missing = [purpose for purpose in PagePurpose if all(row.purpose is not purpose for row in rows)]
    template = "articles/desk_pages.html"
    return desk_page(
        request, desk, template, here=DESK_PAGES_PATH, rows=rows, missing=missing, new_path=DESK_PAGE_NEW_PATH
    )


@require_POST
@at_desk(not_an_editor)
def begin_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a page for a purpose from our starting text, and lead to its form."""
    purpose = purpose_in(request.POST.get("purpose", ""))
    if not purpose:
        raise Http404
    (page_id,) = begin_pages(
        publication_id=desk.publication.id, purposes=[purpose], account_id=desk.account_id, now=clock.now()
    )
    return HttpResponseRedirect(desk_page_path(page_id), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_an_editor)
def new_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return an empty form, or make the page that was sent."""
    if request.method == "POST":
        return _save(request, desk, None)
    return _form(request, desk, None, PageFields())


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_an_editor)
def one_page(request: HttpRequest, desk: Desk, page_id: int) -> HttpResponse:
    """Return a fixed page's form, or keep what was sent."""
    page = page_at_desk(desk.publication.id, page_id)
    if page is None:
        raise Http404
    if request.method == "POST":
        return _save(request, desk, page)
    fields = PageFields(
        title=page.title,
        slug=page.slug,
        source=page.source,
        source_format=page.source_format,
        published=page.published,
        in_footer=page.in_footer,
        position=str(page.position),
        purpose=page.purpose or "",
    )
    return _form(request, desk, page, fields, done=_("Saved.") if "done" in request.GET else None)


def _save(request: HttpRequest, desk: Desk, page: DeskPage | None) -> HttpResponse:
    fields = page_fields_in(request.POST, source_format=page.source_format if page else SourceFormat.MARKDOWN)
    try:
        page_id = save_fixed_page(
            publication_id=desk.publication.id,
            page_id=page.id if page else None,
            draft=fields.draft(),
            account_id=desk.account_id,
            now=clock.now(),
        )
    except DeniedError as error:
        return _form(request, desk, page, fields, refused=error.denial)
    return HttpResponseRedirect(f"{desk_page_path(page_id)}?done=save", status=303)


def _form(
    request: HttpRequest,
    desk: Desk,
    page: DeskPage | None,
    fields: PageFields,
    *,
    refused: Denial | None = None,
    done: str | None = None,
) -> HttpResponse:
    return desk_page(
        request,
        desk,
        "articles/desk_page.html",
        refused=refused,
        here=DESK_PAGES_PATH,
        page=page,
        fields=fields,
        done=done,
        action=page.desk_path if page else DESK_PAGE_NEW_PATH,
    )
