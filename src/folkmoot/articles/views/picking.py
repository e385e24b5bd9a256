"""A picture on its way into an article: sent with the form, or chosen from the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.describe_picture import describe_picture
from folkmoot.articles.forms import ArticleFields
from folkmoot.articles.policy.writing import no_picture_chosen, picture_max_mb, picture_too_heavy
from folkmoot.articles.queries.library import DeskPicture, desk_picture
from folkmoot.articles.views.door import Desk
from folkmoot.pure.verdict import DeniedError, require

WORDS = frozenset({"alt", "caption", "credit"})


def with_new_lead(
    fields: ArticleFields, upload: UploadedFile[bytes] | None, desk: Desk, *, now: datetime
) -> ArticleFields:
    """Return the fields with the picture that came with them as the lead, or with the lead's words as typed.

    Raises:
        DeniedError: what is wrong with the picture or its words.
    """
    if upload is not None:
        return as_lead(fields, picked(fields, upload, desk, now=now))
    known = desk_picture(desk.publication.id, fields.picture_id)
    if known is None:
        return replace(fields, picture_id=None)
    words = {"alt": fields.alt, "caption": fields.caption, "credit": fields.credit}
    if words != {name: getattr(known.view, name) for name in words}:
        describe_picture(
            publication_id=desk.publication.id, picture_id=known.id, account_id=desk.account_id, now=now, **words
        )
    return fields


def picked(fields: ArticleFields, upload: UploadedFile[bytes] | None, desk: Desk, *, now: datetime) -> DeskPicture:
    """Return the picture that was sent, now in the library, or the one that was chosen there.

    Raises:
        DeniedError: what is wrong with the picture or its words, at the fields where it was sent; `picture_missing`.
    """
    picture_id = fields.chosen
    if upload is not None:
        try:
            picture_id = add_picture(
                publication_id=desk.publication.id,
                data=read_upload(upload),
                alt=fields.new_alt,
                caption=fields.new_caption,
                credit=fields.new_credit,
                account_id=desk.account_id,
                now=now,
            )
        except DeniedError as error:
            denial = error.denial
            field = f"new_{denial.field}" if denial.field in WORDS else denial.field
            raise DeniedError(replace(denial, field=field)) from error
    picture = desk_picture(desk.publication.id, picture_id)
    if picture is None:
        raise DeniedError(no_picture_chosen())
    return picture


def max_mb() -> int:
    """Return how many megabytes a picture may have in this house."""
    return picture_max_mb(settings.FOLKMOOT.max_upload_bytes)


def read_upload(upload: UploadedFile[bytes]) -> bytes:
    """Return the bytes of a picture that was sent.

    Raises:
        DeniedError: `picture_too_heavy`, before they are read.
    """
    require(picture_too_heavy(upload.size or 0, max_mb=max_mb()))
    data: bytes = upload.read()
    return data


def as_lead(fields: ArticleFields, picture: DeskPicture) -> ArticleFields:
    """Return the fields with this picture as the lead, under its own words; what was typed to add one is used up."""
    view = picture.view
    lead = replace(fields, picture_id=picture.id, alt=view.alt, caption=view.caption, credit=view.credit)
    return used_up(lead)


def used_up(fields: ArticleFields) -> ArticleFields:
    """Return the fields without what was typed to add a picture."""
    return replace(fields, new_alt="", new_caption="", new_credit="", chosen=None)
