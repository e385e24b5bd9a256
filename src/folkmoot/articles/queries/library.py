"""The library: every picture that was ever sent, the words that stand for it, and where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from folkmoot.articles.models import Article, FixedPage, Picture, Publication
from folkmoot.articles.queries.rows import view_of_picture
from folkmoot.articles.values import (
    Link,
    PictureView,
    SourceFormat,
    desk_article_path,
    desk_page_path,
    desk_picture_path,
    html_of_picture,
    markdown_of_picture,
)

PICTURES_A_PAGE = 24
USES_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPicture:
    """A picture of the library."""

    id: int
    desk_path: str
    view: PictureView
    created_at: datetime

    @property
    def markdown(self) -> str:
        """Return what puts it into a text that is written in Markdown."""
        return markdown_of_picture(self.view)

    def words_in(self, source_format: SourceFormat) -> str:
        """Return what puts it into a text that is written this way."""
        return self.markdown if source_format is SourceFormat.MARKDOWN else html_of_picture(self.view)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPictures:
    """A page of the library; `before` is where the next one begins, or None."""

    pictures: tuple[DeskPicture, ...]
    before: int | None


def desk_pictures(
    publication_id: int, *, words: str = "", before: int | None = None, limit: int = PICTURES_A_PAGE
) -> DeskPictures:
    """Return the pictures whose words hold `words`, the one sent last first. One query."""
    chosen = Picture.objects.filter(publication_id=publication_id).order_by("-id")
    for word in words.split():
        chosen = chosen.filter(Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word))
    if before is not None:
        chosen = chosen.filter(id__lt=before)
    found = list(chosen[: limit + 1])
    pictures = tuple(_desk_picture(row) for row in found[:limit])
    return DeskPictures(pictures=pictures, before=pictures[-1].id if len(found) > limit else None)


def desk_picture(publication_id: int, picture_id: int | None) -> DeskPicture | None:
    """Return one picture of the publication, or None. One query."""
    if picture_id is None:
        return None
    row = Picture.objects.filter(publication_id=publication_id, id=picture_id).first()
    return _desk_picture(row) if row else None


def uses_of_picture(publication_id: int, picture_id: int) -> tuple[Link, ...]:
    """Return where a picture is shown: as logo, as lead picture, or in the text of today. Four queries, at most 100.

    The texts are read through (40 ms for 5,000 articles of 6 kB): for one picture at a time.
    """
    row = Picture.objects.get(publication_id=publication_id, id=picture_id)
    shows = Q(current__source__contains=row.digest)
    articles = Article.objects.filter(Q(picture=row) | shows, publication_id=publication_id).order_by("-page_id")
    pages = FixedPage.objects.filter(shows, publication_id=publication_id).order_by("position", "title")
    logos = Publication.objects.filter(id=publication_id, logo=row).values_list("name", flat=True)
    return (
        *(Link(name=name, path="/") for name in logos),
        *(
            Link(name=name, path=desk_article_path(page_id))
            for page_id, name in articles.values_list("page_id", "headline")[:USES_MAX]
        ),
        *(Link(name=name, path=desk_page_path(page_id)) for page_id, name in pages.values_list("page_id", "title")),
    )


def _desk_picture(row: Picture) -> DeskPicture:
    return DeskPicture(
        id=row.id, desk_path=desk_picture_path(row.id), view=view_of_picture(row), created_at=row.created_at
    )
