"""What lower rooms asked for."""

from __future__ import annotations

from django.http import HttpRequest

from folkmoot.articles.models import Publication
from folkmoot.articles.queries import chrome_of, publication_of, publications
from folkmoot.articles.values import PublicationView
from folkmoot.readers.ports import House


def house_of(request: HttpRequest) -> House:
    """Return the publication a request is for, as the readers' room knows it. Three queries at most.

    Raises:
        MisdirectedError: nobody here answers to this host.
    """
    return _house(publication_of(request))


def house_at(publication_id: int) -> House | None:
    """Return the publication of this id, or None."""
    return next((_house(one) for one in publications() if one.id == publication_id), None)


def second_factor_required(publication_id: int) -> bool:
    """Return whether everybody who works there needs a second factor. One query."""
    return Publication.objects.filter(id=publication_id, second_factor_required=True).exists()


def _house(publication: PublicationView) -> House:
    return House(
        id=publication.id,
        name=publication.name,
        base_url=publication.base_url,
        second_factor_required=second_factor_required(publication.id),
        chrome=chrome_of(publication.id),
    )
