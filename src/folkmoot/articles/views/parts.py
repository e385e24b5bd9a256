"""Sections, authors and tags: all of them on one page, each with a form of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.arrange_parts import (
    change_author,
    change_section,
    change_tag,
    merge_tags,
    order_sections,
    remove_part,
)
from folkmoot.articles.forms import number_in
from folkmoot.articles.forms.newspaper import PartFields, part_fields_in, part_fields_of, positions_in
from folkmoot.articles.policy.roles import not_an_editor
from folkmoot.articles.queries.newspaper import DeskPart, desk_authors, desk_part, desk_sections, desk_tags
from folkmoot.articles.values import DESK_SECTIONS_PATH, PartKind
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.kit import clock
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.readers.queries.colleagues import colleagues

METHODS = ["GET", "HEAD", "POST"]
CHANGE = {PartKind.SECTION: change_section, PartKind.AUTHOR: change_author, PartKind.TAG: change_tag}


@require_http_methods(METHODS)
@at_desk(not_an_editor)
def sections(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the sections, authors and tags, or put the sections into another order."""
    if request.method == "POST":
        order_sections(
            publication_id=desk.publication.id,
            positions=positions_in(request.POST),
            account_id=desk.account_id,
            now=clock.now(),
        )
        return HttpResponseRedirect(f"{DESK_SECTIONS_PATH}?done=save", status=303)
    return desk_page(
        request,
        desk,
        "articles/desk_sections.html",
        here=DESK_SECTIONS_PATH,
        sections=desk_sections(desk.publication.id),
        authors=desk_authors(desk.publication.id),
        tags=desk_tags(desk.publication.id),
        done=_("Saved.") if "done" in request.GET else None,
    )


@require_http_methods(METHODS)
@at_desk(not_an_editor)
def one_part(request: HttpRequest, desk: Desk, part_id: int, *, kind: PartKind) -> HttpResponse:
    """Return the form of a section, an author or a tag, or do with it what the button says."""
    part = _found(desk, kind, part_id)
    if request.method != "POST":
        return _form(request, desk, part, part_fields_of(part))
    fields = part_fields_in(request.POST)
    try:
        _act(request, desk, part, fields)
    except DeniedError as error:
        return _form(request, desk, part, fields, refused=error.denial)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return HttpResponseRedirect(f"{DESK_SECTIONS_PATH}?done=save", status=303)


def _found(desk: Desk, kind: PartKind, part_id: int) -> DeskPart:
    part = desk_part(desk.publication.id, kind, part_id)
    if part is None:
        raise Http404
    return part


def _act(request: HttpRequest, desk: Desk, part: DeskPart, fields: PartFields) -> None:
    who: dict[str, Any] = {
        "publication_id": desk.publication.id,
        "part_id": part.id,
        "account_id": desk.account_id,
        "now": clock.now(),
    }
    match request.POST.get("act", "save"):
        case "remove":
            remove_part(kind=part.kind, **who)
        case "merge" if part.kind is PartKind.TAG:
            merge_tags(into_id=number_in(request.POST.get("into", "")) or 0, **who)
        case _:
            CHANGE[part.kind](draft=fields.draft(), **who)


def _form(
    request: HttpRequest, desk: Desk, part: DeskPart, fields: PartFields, *, refused: Denial | None = None
) -> HttpResponse:
    is_author, is_tag = part.kind is PartKind.AUTHOR, part.kind is PartKind.TAG
    return desk_page(
        request,
        desk,
        "articles/desk_part.html",
        refused=refused,
        here=DESK_SECTIONS_PATH,
        part=part,
        fields=fields,
        accounts=colleagues(desk.publication.id) if is_author else (),
        others=[tag for tag in desk_tags(desk.publication.id) if tag.id != part.id] if is_tag else (),
    )
