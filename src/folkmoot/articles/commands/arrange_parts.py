"""Rename, order, merge and remove sections, authors and tags. An address of before leads on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from folkmoot.articles.commands.allow_writing import require_editor
from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.commands.spell import spelled, spelled_line
from folkmoot.articles.events import PublicationChanged
from folkmoot.articles.models import Article, Author, FormerPath, Section, Tag
from folkmoot.articles.policy import bad_slug
from folkmoot.articles.policy.newspaper import bad_part, not_its_account, part_in_use
from folkmoot.articles.values import DESK_SECTIONS_PATH, PartDraft, PartKind, author_path, section_path, tag_path
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.names.likeness import skeleton
from folkmoot.pure.slugs import slug_of
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.queries import roles_of

Part = TypeVar("Part", Section, Author, Tag)
PATHS: Mapping[PartKind, Callable[[str], str]] = {
    PartKind.SECTION: section_path,
    PartKind.AUTHOR: author_path,
    PartKind.TAG: tag_path,
}


def change_section(
    *, publication_id: int, part_id: int, draft: PartDraft, account_id: int | None, now: datetime
) -> None:
    """Keep the name and address of a section.

    Raises:
        DeniedError: `not_allowed`, `name_missing`, `too_long`, `slug_missing`, `slug_taken`, `bad_text`.
        Section.DoesNotExist: no such section here.
    """
    _change(Section, PartKind.SECTION, publication_id, part_id, draft, account_id=account_id, now=now)


def change_tag(*, publication_id: int, part_id: int, draft: PartDraft, account_id: int | None, now: datetime) -> None:
    """Keep the name and address of a tag; raises as `change_section`."""
    _change(Tag, PartKind.TAG, publication_id, part_id, draft, account_id=account_id, now=now)


def change_author(
    *, publication_id: int, part_id: int, draft: PartDraft, account_id: int | None, now: datetime
) -> None:
    """Keep an author's name, address, role, biography and account.

    Raises:
        DeniedError: as `change_section`; `unknown_account` if the account does not work here.
        Author.DoesNotExist: no such author here.
    """
    if draft.account_id is not None:
        roles = roles_of(account_id=draft.account_id, publication_id=publication_id)
        require(not_its_account(is_staff=bool(roles)))
    _change(Author, PartKind.AUTHOR, publication_id, part_id, draft, account_id=account_id, now=now)


def order_sections(*, publication_id: int, positions: Mapping[int, int], account_id: int | None, now: datetime) -> None:
    """Put the sections into the order of these numbers; equal ones stand by name.

    Raises:
        DeniedError: `not_allowed`.
    """
    require_editor(account_id, publication_id=publication_id)
    with transaction.atomic():
        publication = lock_publication(publication_id)
        rows = list(Section.objects.filter(publication=publication))
        for row in rows:
            row.position = positions.get(row.id, row.position)
        Section.objects.bulk_update(rows, ["position"])
        _tell(publication_id, "section.ordered", publication.name, account_id=account_id, now=now)


def remove_part(*, publication_id: int, kind: PartKind, part_id: int, account_id: int | None, now: datetime) -> None:
    """Remove a section, an author or a tag that no article names.

    Raises:
        DeniedError: `not_allowed`, `not_empty`.
        ObjectDoesNotExist: no such part here.
    """
    require_editor(account_id, publication_id=publication_id)
    with transaction.atomic():
        lock_publication(publication_id)
        row = _found(kind, publication_id, part_id)
        require(part_in_use(_articles_of(row).count()))
        FormerPath.objects.filter(publication_id=publication_id, target=PATHS[kind](row.slug)).delete()
        row.delete()
        _tell(publication_id, f"{kind}.removed", row.name, account_id=account_id, now=now)


def merge_tags(*, publication_id: int, part_id: int, into_id: int, account_id: int | None, now: datetime) -> None:
    """Give the articles of one tag another one instead, and let its address lead there.

    Raises:
        DeniedError: `not_allowed`.
        Tag.DoesNotExist: one of the two is not here.
    """
    require_editor(account_id, publication_id=publication_id)
    with transaction.atomic():
        lock_publication(publication_id)
        row = Tag.objects.get(publication_id=publication_id, id=part_id)
        other = Tag.objects.get(publication_id=publication_id, id=into_id)
        if row == other:
            return
        other.articles.add(*row.articles.all())
        _lead_on(publication_id, tag_path(row.slug), tag_path(other.slug))
        row.delete()
        _tell(publication_id, "tag.merged", f"{row.name} → {other.name}", account_id=account_id, now=now)


def _change(
    model: type[Part],
    kind: PartKind,
    publication_id: int,
    part_id: int,
    draft: PartDraft,
    *,
    account_id: int | None,
    now: datetime,
) -> None:
    require_editor(account_id, publication_id=publication_id)
    name, role = spelled_line("name", draft.name), spelled_line("role", draft.role)
    biography = spelled("biography", draft.biography)
    require(bad_part(name, role=role, biography=biography))
    slug = slug_of(spelled_line("slug", draft.slug) or name)
    with transaction.atomic():
        lock_publication(publication_id)
        row = model.objects.get(publication_id=publication_id, id=part_id)
        others = model.objects.filter(publication_id=publication_id, slug=slug).exclude(id=part_id)
        require(bad_slug(slug, reserved=False, taken=others.exists()))
        if slug != row.slug:
            _lead_on(publication_id, PATHS[kind](row.slug), PATHS[kind](slug))
        row.name, row.slug = name, slug
        if isinstance(row, Author):
            row.role, row.biography, row.account_id = role, biography, draft.account_id
            row.name_skeleton = skeleton(name)
        row.save()
        _tell(publication_id, f"{kind}.changed", name, path=PATHS[kind](slug), account_id=account_id, now=now)


def _found(kind: PartKind, publication_id: int, part_id: int) -> Section | Author | Tag:
    match kind:
        case PartKind.SECTION:
            return Section.objects.get(publication_id=publication_id, id=part_id)
        case PartKind.AUTHOR:
            return Author.objects.get(publication_id=publication_id, id=part_id)
        case PartKind.TAG:
            return Tag.objects.get(publication_id=publication_id, id=part_id)


def _lead_on(publication_id: int, path: str, target: str) -> None:
    """Let an address of before lead to the present one, with all that led to it; the present one leads nowhere else."""
    former = FormerPath.objects.filter(publication_id=publication_id)
    former.filter(path=target).delete()
    former.filter(target=path).update(target=target)
    FormerPath.objects.update_or_create(publication_id=publication_id, path=path, defaults={"target": target})


def _articles_of(row: Section | Author | Tag) -> QuerySet[Article]:
    if isinstance(row, Author):
        return Article.objects.filter(bylines__author=row)
    return row.articles.all()


def _tell(
    publication_id: int,
    act: str,
    subject: str,
    *,
    account_id: int | None,
    now: datetime,
    path: str = DESK_SECTIONS_PATH,
) -> None:
    """Every page may carry the name or the address of a part: in its menu, above its headline, beside its text."""
    record_act(publication_id=publication_id, account_id=account_id, act=act, subject=subject, path=path, now=now)
    emit(PublicationChanged(publication_id=publication_id, at=now))
