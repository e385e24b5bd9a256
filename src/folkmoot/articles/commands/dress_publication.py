"""What an owner changes about how the newspaper looks, what it links to, and how it says things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_arranging import require_owner
from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.commands.spell import spelled, spelled_line
from folkmoot.articles.events import PublicationChanged
from folkmoot.articles.models import Picture, Publication
from folkmoot.articles.policy.newspaper import bad_footer, bad_labels, bad_menu
from folkmoot.articles.values import (
    DESK_LOOK_PATH,
    DESK_MENU_PATH,
    DESK_PUBLICATION_PATH,
    DESK_WORDS_PATH,
    LookDraft,
    MenuRow,
)
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.look.colour import read_colour
from folkmoot.pure.look.sheet import Look, bad_colour, unreadable
from folkmoot.pure.look.theme import COLOURS, read_theme
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def dress_publication(*, publication_id: int, draft: LookDraft, account_id: int | None, now: datetime) -> None:
    """Keep accent colours and theme. A colour that is ours is kept as none, so that it follows ours.

    Raises:
        DeniedError: `not_allowed`, `bad_colour`, `bad_theme`; `low_contrast`, which names the nearest colour that passes.
    """
    require_owner(account_id, publication_id=publication_id)
    require(bad_colour("accent_light", draft.accent_light) or bad_colour("accent_dark", draft.accent_dark))
    ours_light, ours_dark = COLOURS["accent"]
    light, dark = read_colour(draft.accent_light) or "", read_colour(draft.accent_dark) or ""
    look = Look(
        accent_light="" if light == ours_light else light,
        accent_dark="" if dark == ours_dark else dark,
        theme=read_theme(spelled("theme", draft.theme)),
    )
    require(unreadable(look))
    changed = {"accent_light": look.accent_light, "accent_dark": look.accent_dark, "theme": look.theme.written()}
    _write(publication_id, changed, act="publication.look_changed", path=DESK_LOOK_PATH, account_id=account_id, now=now)


def hang_logo(*, publication_id: int, picture_id: int | None, account_id: int | None, now: datetime) -> None:
    """Put a picture of this publication in the place of its name; None brings the name back.

    Raises:
        DeniedError: `not_allowed`.
        Picture.DoesNotExist: no such picture in this publication.
    """
    require_owner(account_id, publication_id=publication_id)
    logo = Picture.objects.get(publication_id=publication_id, id=picture_id) if picture_id else None
    _write(
        publication_id,
        {"logo": logo},
        act="publication.logo_changed",
        path=DESK_LOOK_PATH,
        account_id=account_id,
        now=now,
    )


def change_menu(
    *, publication_id: int, rows: Sequence[MenuRow], footer: str, account_id: int | None, now: datetime
) -> None:
    """Keep the menu of the masthead (empty: the sections) and what stands below every page, in Markdown.

    Raises:
        DeniedError: `not_allowed`, `too_many`, `bad_menu`, `too_long`, `bad_text`.
    """
    require_owner(account_id, publication_id=publication_id)
    clean = [MenuRow(name=spelled_line("menu", row.name), path=spelled_line("menu", row.path)) for row in rows]
    said = spelled("footer", footer)
    require(bad_menu(clean) or bad_footer(said))
    menu = [{"name": row.name, "path": row.path} for row in clean]
    _write(
        publication_id,
        {"menu": menu, "footer": said},
        act="publication.menu_changed",
        path=DESK_MENU_PATH,
        account_id=account_id,
        now=now,
    )


def reword_labels(
    *, publication_id: int, labels: Mapping[str, str], known: Collection[str], account_id: int | None, now: datetime
) -> None:
    """Keep how this newspaper says what we would say otherwise; a label left empty, or left as it is, is ours again.

    Args:
        known: every label there is.

    Raises:
        DeniedError: `not_allowed`, `too_many`, `unknown_label`, `too_long`, `bad_label`, `bad_text`.
    """
    require_owner(account_id, publication_id=publication_id)
    clean = {ours: spelled_line("labels", own) for ours, own in labels.items()}
    clean = {ours: own for ours, own in clean.items() if own and own != ours}
    require(bad_labels(clean, known))
    _write(
        publication_id,
        {"labels": clean},
        act="publication.labels_changed",
        path=DESK_WORDS_PATH,
        account_id=account_id,
        now=now,
    )


def require_second_factor(*, publication_id: int, required: bool, account_id: int | None, now: datetime) -> None:
    """Say whether everybody who works here must prove themselves a second time when they sign in.

    Raises:
        DeniedError: `not_allowed`.
    """
    require_owner(account_id, publication_id=publication_id)
    _write(
        publication_id,
        {"second_factor_required": required},
        act="publication.second_factor_required" if required else "publication.second_factor_optional",
        path=DESK_PUBLICATION_PATH,
        account_id=account_id,
        now=now,
    )


def _write(
    publication_id: int, changed: Mapping[str, object], *, act: str, path: str, account_id: int | None, now: datetime
) -> None:
    """Set what changed; nothing is written, told or recorded where everything is as it was."""
    with transaction.atomic():
        row: Publication = lock_publication(publication_id)
        if all(getattr(row, name) == value for name, value in changed.items()):
            return
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        record_act(publication_id=publication_id, account_id=account_id, act=act, subject=row.name, path=path, now=now)
        emit(PublicationChanged(publication_id=publication_id, at=now))
