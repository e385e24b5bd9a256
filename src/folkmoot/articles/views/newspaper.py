"""What owners change about the newspaper itself: its name and addresses, its look, its menu, its words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.describe_picture import describe_picture
from folkmoot.articles.commands.dress_publication import (
    change_menu,
    dress_publication,
    hang_logo,
    require_second_factor,
    reword_labels,
)
from folkmoot.articles.commands.make_publication import change_publication
from folkmoot.articles.forms.newspaper import (
    LookFields,
    MenuFields,
    NameFields,
    labels_in,
    look_fields_in,
    look_fields_of,
    menu_fields_in,
    menu_fields_of,
    name_fields_in,
    name_fields_of,
)
from folkmoot.articles.policy.newspaper import not_an_owner
from folkmoot.articles.queries.newspaper import desk_publication
from folkmoot.articles.values import DESK_LOOK_PATH, DESK_MENU_PATH, DESK_PUBLICATION_PATH, DESK_WORDS_PATH
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.kit import clock
from folkmoot.kit.labels import labels_of_ours
from folkmoot.kit.languages import spoken_languages
from folkmoot.kit.time_zones import time_zones
from folkmoot.pure.verdict import Denial, DeniedError

METHODS = ["GET", "HEAD", "POST"]
SPARE_LABELS = 4


@require_http_methods(METHODS)
@at_desk(not_an_owner)
def names(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the form of name, language and addresses, or keep what was sent."""
    row = desk_publication(desk.publication.id)
    if request.method != "POST":
        return _names(request, desk, name_fields_of(row))
    fields, now = name_fields_in(request.POST), clock.now()
    who: dict[str, Any] = {"publication_id": row.id, "account_id": desk.account_id, "now": now}
    try:
        change_publication(draft=fields.draft(row.slug), **who)
        require_second_factor(required=fields.second_factor_required, **who)
    except DeniedError as error:
        return _names(request, desk, fields, refused=error.denial)
    return _kept(DESK_PUBLICATION_PATH)


@require_http_methods(METHODS)
@at_desk(not_an_owner)
def look(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the form of logo, colours and theme, or keep what was sent."""
    if request.method != "POST":
        return _look(request, desk, look_fields_of(desk_publication(desk.publication.id)))
    fields, now = look_fields_in(request.POST), clock.now()
    try:
        dress_publication(publication_id=desk.publication.id, draft=fields.draft(), account_id=desk.account_id, now=now)
        _hang(request, desk, fields, now=now)
    except DeniedError as error:
        return _look(request, desk, fields, refused=error.denial)
    return _kept(DESK_LOOK_PATH)


@require_http_methods(METHODS)
@at_desk(not_an_owner)
def menu(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the form of menu and footer, or keep what was sent."""
    if request.method != "POST":
        return _menu(request, desk, menu_fields_of(desk_publication(desk.publication.id)))
    fields = menu_fields_in(request.POST)
    try:
        change_menu(
            publication_id=desk.publication.id,
            rows=fields.filled(),
            footer=fields.footer,
            account_id=desk.account_id,
            now=clock.now(),
        )
    except DeniedError as error:
        return _menu(request, desk, fields, refused=error.denial)
    return _kept(DESK_MENU_PATH)


@require_http_methods(METHODS)
@at_desk(not_an_owner)
def words(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the form of reworded labels, or keep what was sent."""
    known = labels_of_ours()
    if request.method != "POST":
        return _words(request, desk, dict(desk_publication(desk.publication.id).labels), known)
    labels = dict(labels_in(request.POST))
    try:
        reword_labels(
            publication_id=desk.publication.id,
            labels=labels,
            known=known,
            account_id=desk.account_id,
            now=clock.now(),
        )
    except DeniedError as error:
        return _words(request, desk, labels, known, refused=error.denial)
    return _kept(DESK_WORDS_PATH)


def _hang(request: HttpRequest, desk: Desk, fields: LookFields, *, now: datetime) -> None:
    """Hang the logo that was sent, take away the one that hangs, or keep it with the words as sent."""
    publication_id, account_id = desk.publication.id, desk.account_id
    said = {"alt": fields.alt, "caption": "", "credit": ""}
    upload = request.FILES.get("picture")
    picture_id = desk_publication(publication_id).logo_id
    if upload is not None:
        picture_id = add_picture(
            publication_id=publication_id, data=upload.read(), account_id=account_id, now=now, **said
        )
    elif fields.remove_logo:
        picture_id = None
    elif picture_id is not None:
        describe_picture(publication_id=publication_id, picture_id=picture_id, account_id=account_id, now=now, **said)
    hang_logo(publication_id=publication_id, picture_id=picture_id, account_id=account_id, now=now)


def _kept(path: str) -> HttpResponse:
    return HttpResponseRedirect(f"{path}?done=save", status=303)


def _names(request: HttpRequest, desk: Desk, fields: NameFields, *, refused: Denial | None = None) -> HttpResponse:
    lists = {"languages": spoken_languages(), "time_zones": time_zones()}
    return _page(
        request, desk, "articles/desk_publication.html", DESK_PUBLICATION_PATH, refused, fields=fields, **lists
    )


def _look(request: HttpRequest, desk: Desk, fields: LookFields, *, refused: Denial | None = None) -> HttpResponse:
    logo = desk_publication(desk.publication.id).logo
    return _page(request, desk, "articles/desk_look.html", DESK_LOOK_PATH, refused, fields=fields, logo=logo)


def _menu(request: HttpRequest, desk: Desk, fields: MenuFields, *, refused: Denial | None = None) -> HttpResponse:
    return _page(request, desk, "articles/desk_menu.html", DESK_MENU_PATH, refused, fields=fields)


def _words(
    request: HttpRequest,
    desk: Desk,
    labels: dict[str, str],
    known: tuple[str, ...],
    *,
    refused: Denial | None = None,
) -> HttpResponse:
    rows = [*labels.items(), *[("", "")] * SPARE_LABELS]
    return _page(request, desk, "articles/desk_words.html", DESK_WORDS_PATH, refused, rows=rows, known=known)


def _page(
    request: HttpRequest, desk: Desk, template: str, part: str, refused: Denial | None, **context: Any
) -> HttpResponse:
    done = _("Saved.") if "done" in request.GET and refused is None else None
    return desk_page(
        request, desk, template, refused=refused, here=DESK_PUBLICATION_PATH, part=part, done=done, **context
    )
