"""The library: every picture of the publication, where it is shown, and the words that stand for it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.describe_picture import describe_picture
from folkmoot.articles.forms import number_in
from folkmoot.articles.forms.pictures import PictureFields, picture_rows_in, words_in
from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.policy.writing import no_picture_chosen
from folkmoot.articles.queries.library import DeskPicture, desk_picture, desk_pictures, uses_of_picture
from folkmoot.articles.values import DESK_PICTURES_PATH, desk_picture_path
from folkmoot.articles.views.door import Desk, at_desk, desk_page
from folkmoot.articles.views.editor import EDITOR_POLICY, PICTURES_AT_HAND
from folkmoot.articles.views.picking import max_mb, read_upload
from folkmoot.kit import clock
from folkmoot.kit.http.problem import problem_of
from folkmoot.pure.verdict import Denial, DeniedError

JSON = "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def library(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the pictures, newest first (`?q=&before=`), or keep those that were sent, each with its words.

    A script sends one at a time and asks for JSON: `{"id", "path", "src", "alt", …}`.
    """
    if request.method != "POST":
        kept = number_in(request.GET.get("kept", "")) or 0
        said = ngettext("%(n)s picture was added.", "%(n)s pictures were added.", kept) % {"n": kept} if kept else None
        return _library(request, desk, [PictureFields() for _row in picture_rows_in(request.POST)], done=said)
    if request.headers.get("Accept", "").startswith(JSON):
        return _one_for_a_script(request, desk)
    sent = [(fields, request.FILES.get(f"picture-{number}")) for number, fields in picture_rows_in(request.POST)]
    if not any(upload for _fields, upload in sent):
        first, *others = (fields for fields, _none in sent)
        return _library(request, desk, [replace(first, refused=no_picture_chosen()), *others])
    rows = [_tried(desk, fields, upload) for fields, upload in sent]
    kept = sum(upload is not None and not row.refused for row, (_fields, upload) in zip(rows, sent, strict=True))
    if any(row.refused for row in rows):
        done = ngettext("%(n)s picture was added.", "%(n)s pictures were added.", kept) % {"n": kept} if kept else None
        return _library(request, desk, rows, done=done)
    return HttpResponseRedirect(f"{DESK_PICTURES_PATH}?kept={kept}", status=303)


@require_safe
@at_desk(not_a_writer)
def choose(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the pictures whose words hold `?q=`, for the script of an article's form: `{"pictures": […]}`."""
    found = desk_pictures(desk.publication.id, words=request.GET.get("q", ""), limit=PICTURES_AT_HAND)
    return JsonResponse({"pictures": [_for_a_script(picture) for picture in found.pictures]})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(not_a_writer)
def one_picture(request: HttpRequest, desk: Desk, picture_id: int) -> HttpResponse:
    """Return a picture with its words and where it is shown, or keep other words."""
    picture = desk_picture(desk.publication.id, picture_id)
    if picture is None:
        raise Http404
    view = picture.view
    fields = PictureFields(alt=view.alt, caption=view.caption, credit=view.credit)
    refused: Denial | None = None
    if request.method == "POST":
        fields = words_in(request.POST)
        try:
            describe_picture(
                publication_id=desk.publication.id,
                picture_id=picture_id,
                alt=fields.alt,
                caption=fields.caption,
                credit=fields.credit,
                account_id=desk.account_id,
                now=clock.now(),
            )
        except DeniedError as error:
            refused = error.denial
        else:
            return HttpResponseRedirect(f"{desk_picture_path(picture_id)}?done=save", status=303)
    return desk_page(
        request,
        desk,
        "articles/desk_picture.html",
        refused=refused,
        here=DESK_PICTURES_PATH,
        picture=picture,
        fields=fields,
        uses=uses_of_picture(desk.publication.id, picture_id),
        done=_("Saved.") if "done" in request.GET else None,
    )


def _one_for_a_script(request: HttpRequest, desk: Desk) -> HttpResponse:
    fields = words_in(request.POST)
    try:
        picture_id = _add(desk, fields, request.FILES.get("picture"))
    except DeniedError as error:
        return problem_of(error.denial)
    picture = desk_picture(desk.publication.id, picture_id)
    if picture is None:
        raise Http404
    return JsonResponse(_for_a_script(picture), status=201)


def _for_a_script(picture: DeskPicture) -> dict[str, object]:
    view = picture.view
    return {
        "id": picture.id,
        "path": picture.desk_path,
        "src": view.src,
        "alt": view.alt,
        "caption": view.caption,
        "credit": view.credit,
        "markdown": picture.markdown,
    }


def _tried(desk: Desk, fields: PictureFields, upload: UploadedFile[bytes] | None) -> PictureFields:
    """Return an empty row once its picture is in the library, or the row as typed with what is wrong."""
    if upload is None:
        return fields
    try:
        _add(desk, fields, upload)
    except DeniedError as error:
        return replace(fields, refused=error.denial)
    return PictureFields()


def _add(desk: Desk, fields: PictureFields, upload: UploadedFile[bytes] | None) -> int:
    if upload is None:
        raise DeniedError(no_picture_chosen())
    return add_picture(
        publication_id=desk.publication.id,
        data=read_upload(upload),
        alt=fields.alt,
        caption=fields.caption,
        credit=fields.credit,
        account_id=desk.account_id,
        now=clock.now(),
    )


def _library(request: HttpRequest, desk: Desk, rows: list[PictureFields], *, done: str | None = None) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())
    before = number_in(request.GET.get("before", ""))
    found = desk_pictures(desk.publication.id, words=words, before=before)
    older = {"q": words, "before": str(found.before)} if words else {"before": str(found.before)}
    response = desk_page(
        request,
        desk,
        "articles/desk_pictures.html",
        refused=next((row.refused for row in rows if row.refused), None),
        here=DESK_PICTURES_PATH,
        pictures=found.pictures,
        older=f"{DESK_PICTURES_PATH}?{urlencode(older)}" if found.before else None,
        words=words,
        rows=rows,
        done=done,
        action=DESK_PICTURES_PATH,
        max_mb=max_mb(),
    )
    response["Content-Security-Policy"] = EDITOR_POLICY
    return response
