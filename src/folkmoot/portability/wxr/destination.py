"""Where an export goes, decided once its file has been found whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.models import Picture
from folkmoot.articles.queries.rows import picture_view
from folkmoot.articles.values import PictureView
from folkmoot.portability.destination import find_publication, publication_from, require_migrated, source_name
from folkmoot.portability.values import Target
from folkmoot.portability.writers import DatabaseWriter, DryWriter
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.pictures import Gallery, NoPictures, UploadedPictures
from folkmoot.portability.wxr.records import Channel
from folkmoot.portability.wxr.run import FORMAT, Destination
from folkmoot.pure.verdict import DeniedError

NOT_KEPT = PictureView(src="", srcset="", width=0, height=0, alt="")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindWxrDestination:
    """Finds the publication, or makes it from the channel; with a dry run it only looks.

    Attributes:
        slug: of the publication, or "" for the only one.
        media: a copy of `wp-content/uploads`, or None.
    """

    slug: str
    media: Path | None
    moves: Moves
    dry_run: bool
    now: datetime

    def __call__(self, channel: Channel) -> Destination:
        """Return where to write, and where the pictures are.

        Raises:
            BadFileError: no such publication, or several to choose from.
            DeniedError: migrations are pending, or the channel makes no publication.
        """
        has_tables = require_migrated(dry_run=self.dry_run)
        found = find_publication(self.slug) if has_tables else None
        base_url = self.moves.apply(channel.base_url)
        source = source_name(FORMAT, channel.base_url)
        if self.dry_run:
            target = Target(publication_id=found.id, source=source) if found else None
            return Destination(writer=DryWriter(target), pictures=self._pictures(None))
        publication_id = found.id if found else self._make(channel, base_url)
        writer = DatabaseWriter(Target(publication_id=publication_id, source=source), now=self.now)
        return Destination(writer=writer, pictures=self._pictures(publication_id))

    def _make(self, channel: Channel, base_url: str) -> int:
        return publication_from(
            title=channel.title,
            description=channel.description,
            language=channel.language,
            base_url=base_url,
            now=self.now,
        )

    def _pictures(self, publication_id: int | None) -> Gallery:
        if self.media is None:
            return NoPictures()

        def keep(data: bytes, alt: str, caption: str) -> tuple[int, PictureView] | None:
            if publication_id is None:
                return 0, NOT_KEPT
            try:
                picture_id = add_picture(
                    publication_id=publication_id,
                    data=data,
                    alt=alt,
                    caption=caption,
                    credit="",
                    account_id=None,
                    now=self.now,
                )
            except DeniedError:
                return None
            view = picture_view(Picture.objects.get(id=picture_id))
            return (picture_id, view) if view else None

        return UploadedPictures(self.media, keep)
