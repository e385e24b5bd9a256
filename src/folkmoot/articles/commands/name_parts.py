"""Sections, tags and authors are made on first use: whoever writes a name gets the one that has it, or a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q

from folkmoot.articles.models import Author, Section, Tag
from folkmoot.pure.names.likeness import skeleton
from folkmoot.pure.slugs import slug_of

Part = TypeVar("Part", Section, Tag, Author)


def section_named(publication_id: int, name: str) -> Section | None:
    """Return the publication's section of this name, made if need be; None for an empty name."""
    return next(iter(_named(Section, publication_id, [name])), None)


def tags_named(publication_id: int, names: Iterable[str]) -> list[Tag]:
    """Return the tags of these names in order, each once, made if need be."""
    return _named(Tag, publication_id, names)


def authors_named(publication_id: int, names: Iterable[str]) -> list[Author]:
    """Return the authors of these names in order, each once, made if need be."""
    return _named(Author, publication_id, names)


def _named(model: type[Part], publication_id: int, names: Iterable[str]) -> list[Part]:
    name_by_slug: dict[str, str] = {}
    for name in names:
        slug = slug_of(name)
        if slug:
            name_by_slug.setdefault(slug, name)
    same = Q(slug__in=name_by_slug) | Q(name__in=name_by_slug.values())
    rows = list(model.objects.filter(same, publication_id=publication_id).order_by("id"))
    by_slug, by_name = {row.slug: row for row in rows}, {row.name: row for row in rows}
    found = []
    for slug, name in name_by_slug.items():
        row = by_name.get(name) or by_slug.get(slug)  # one that was renamed has the address of its old name
        found.append(row or _made(model, publication_id, slug, name))
    return list(dict.fromkeys(found))


def _made(model: type[Part], publication_id: int, slug: str, name: str) -> Part:
    row = model(publication_id=publication_id, slug=slug, name=name)
    if isinstance(row, Author):
        row.name_skeleton = skeleton(name)
    row.save(force_insert=True)
    return row
