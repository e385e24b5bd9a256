"""The page on which an article is written: the form, what stands beside it, and what has to be decided first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from folkmoot.articles.forms import ArticleFields, SourceFields, article_fields_in, local_moment
from folkmoot.articles.queries.desk import DeskArticle
from folkmoot.articles.queries.desk_list import authors_at_desk, sections_at_desk, tags_at_desk
from folkmoot.articles.queries.library import desk_picture, desk_pictures
from folkmoot.articles.queries.typed import TypedView
from folkmoot.articles.values import (
    DESK_ARTICLE_NEW_PATH,
    DESK_ARTICLES_PATH,
    DESK_PICTURES_PATH,
    ArticleState,
    SourceKind,
    typed_autosave_path,
    typed_preview_path,
)
from folkmoot.articles.views.conflict import Difference, differences
from folkmoot.articles.views.door import Desk, desk_page
from folkmoot.articles.views.picking import max_mb
from folkmoot.articles.views.places import Place, places_of
from folkmoot.kit.http.policy import PAGE_POLICY
from folkmoot.pure.verdict import Denial

DONE = {
    "save": gettext_noop("Saved."),
    "publish": gettext_noop("Published."),
    "schedule": gettext_noop("It will appear at the time you chose."),
    "unschedule": gettext_noop("Taken off the schedule: it is a draft again."),
    "withdraw": gettext_noop("Withdrawn: nobody can read it any more."),
}
KINDS = (
    (SourceKind.NAMED, gettext_noop("A person with a name")),
    (SourceKind.ANONYMOUS, gettext_noop("A person who is not named")),
    (SourceKind.AGENCY, gettext_noop("An agency or another paper")),
    (SourceKind.DOCUMENT, gettext_noop("A document")),
)
# Beside the form stands the real page, in a frame; a picture about to be sent is shown from memory.
EDITOR_POLICY = PAGE_POLICY.replace("img-src 'self'", "img-src 'self' blob:") + "; frame-src 'self'"
PICTURES_AT_HAND = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """What the page shows besides the form, as it was asked for.

    Attributes:
        refused: why something was not done.
        done: what was.
        gesture: the button that changed the form without saving it.
        typed_at: when something was typed that was not saved and is not shown.
        restored_from: the same, where it is shown.
        act: what the author wanted to do when somebody else had saved meanwhile.
        version: the article's, if it is newer than the form's.
    """

    refused: Denial | None = None
    done: str | None = None
    gesture: str = ""
    typed_at: datetime | None = None
    restored_from: datetime | None = None
    act: str = ""
    version: int | None = None


def fields_of(article: DeskArticle, desk: Desk) -> ArticleFields:
    """Return an article's form as it stands."""
    picture = article.picture
    return ArticleFields(
        headline=article.headline,
        standfirst=article.standfirst,
        section_name=article.section_name,
        tag_names=", ".join(article.tag_names),
        author_names=", ".join(article.author_names),
        slug=article.slug,
        source=article.source,
        source_format=article.source_format,
        published_at=local_moment(article.published_at, desk.publication.time_zone),
        sources=tuple(
            SourceFields(
                kind=source.kind.value,
                name=source.name,
                role=source.role,
                url=source.url,
                on_word_of=str(source.on_word_of or ""),
            )
            for source in article.sources
        ),
        picture_id=article.picture_id,
        alt=picture.alt if picture else "",
        caption=picture.caption if picture else "",
        credit=picture.credit if picture else "",
        version=article.version,
    )


def fields_typed(typed: TypedView, stored: ArticleFields) -> ArticleFields:
    """Return the form as it was typed; how the text is written is as stored."""
    sent = QueryDict(mutable=True)
    for name, values in typed.fields.items():
        sent.setlist(name, list(values))
    return article_fields_in(sent, source_format=stored.source_format)


def editor_page(
    request: HttpRequest, desk: Desk, article: DeskArticle | None, fields: ArticleFields, beside: Beside
) -> HttpResponse:
    """Return the page, with the status of what was refused."""
    publication_id = desk.publication.id
    conflict = _conflict(article, fields, desk) if beside.act else None
    if conflict and article:
        fields = replace(fields, version=article.version)
    elif beside.version is not None:
        fields = replace(fields, version=beside.version)
    lead = desk_picture(publication_id, fields.picture_id)
    response = desk_page(
        request,
        desk,
        "articles/desk_article.html",
        refused=beside.refused,
        here=DESK_ARTICLES_PATH,
        article=article,
        fields=fields,
        beside=beside,
        done=_(beside.done) if beside.done else None,
        conflict=conflict,
        action=article.desk_path if article else DESK_ARTICLE_NEW_PATH,
        preview_path=typed_preview_path(article.id if article else None),
        autosave_path=typed_autosave_path(article.id if article else None),
        places=_places(article),
        is_public=article is not None and article.state is ArticleState.PUBLISHED,
        source_rows=fields.sources or (SourceFields(),),
        source_kinds=[(kind.value, _(name)) for kind, name in KINDS],
        blank_row=SourceFields(),
        lead=lead,
        pictures=desk_pictures(publication_id, words=fields.wanted, limit=PICTURES_AT_HAND).pictures,
        pictures_path=DESK_PICTURES_PATH,
        max_mb=max_mb(),
        authors=authors_at_desk(publication_id),
        sections=sections_at_desk(publication_id),
        tags=tags_at_desk(publication_id),
    )
    response["Content-Security-Policy"] = EDITOR_POLICY
    return response


def _places(article: DeskArticle | None) -> tuple[Place, ...]:
    return places_of(article.id, article.state, here=article.desk_path) if article else ()


def _conflict(article: DeskArticle | None, fields: ArticleFields, desk: Desk) -> tuple[Difference, ...] | None:
    return differences(fields_of(article, desk), fields) if article else None
