"""Buttons of the article's form that save nothing: they change what is typed and show the form again.

With scripts the browser does the same by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from folkmoot.articles.forms import ArticleFields, SourceFields
from folkmoot.articles.forms.quotation import quotation_in
from folkmoot.articles.forms.sources import without_row
from folkmoot.articles.policy.writing import no_words_quoted
from folkmoot.articles.queries.library import DeskPicture
from folkmoot.articles.views.door import Desk
from folkmoot.articles.views.picking import as_lead, picked, used_up
from folkmoot.pure.verdict import DeniedError

REMOVES_SOURCE = re.compile(r"remove-source-([0-9]{1,3})")


def gesture(
    act: str, fields: ArticleFields, upload: UploadedFile[bytes] | None, desk: Desk, *, now: datetime
) -> ArticleFields:
    """Return the fields as they are once the button was pressed; a button that nobody knows changes nothing.

    Raises:
        DeniedError: there is nothing to do it with, or the picture that was sent is refused.
    """
    if removes := REMOVES_SOURCE.fullmatch(act):
        source, rows = without_row(fields.source, fields.sources, int(removes[1]))
        return replace(fields, source=source, sources=rows)
    if act in PLACES_PICTURE:
        return PLACES_PICTURE[act](fields, picked(fields, upload, desk, now=now))
    return CHANGES[act](fields) if act in CHANGES else fields


def _with_row(fields: ArticleFields) -> ArticleFields:
    return replace(fields, sources=(*fields.sources, SourceFields()))


def _with_quotation(fields: ArticleFields) -> ArticleFields:
    words = quotation_in(fields)
    if not words:
        raise DeniedError(no_words_quoted())
    return replace(fields.with_more(words), quoted="", speaker="", speaker_role="", quoted_from="")


def _without_lead(fields: ArticleFields) -> ArticleFields:
    return replace(fields, picture_id=None, alt="", caption="", credit="")


def _with_picture_in_text(fields: ArticleFields, picture: DeskPicture) -> ArticleFields:
    return used_up(fields.with_more(picture.words_in(fields.source_format)))


PLACES_PICTURE = {"lead-picture": as_lead, "text-picture": _with_picture_in_text}
CHANGES = {"add-source": _with_row, "insert-quotation": _with_quotation, "no-picture": _without_lead}
