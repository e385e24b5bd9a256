"""One save at a time in each publication: addresses and names are handed out without a race."""

from __future__ import annotations

from folkmoot.articles.models import Publication


def lock_publication(publication_id: int) -> Publication:
    """Return the publication, locked until the transaction ends. Readers who post do not wait for it.

    Raises:
        Publication.DoesNotExist: no such publication.
    """
    return Publication.objects.select_for_update(no_key=True).get(id=publication_id)
