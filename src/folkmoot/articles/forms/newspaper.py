"""The forms of the newspaper itself: what it is called, how it looks, its menu, its words, its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from folkmoot.articles.forms.parts import number_in
from folkmoot.articles.queries.newspaper import DeskPart, DeskPublication
from folkmoot.articles.values import LookDraft, MenuRow, PartDraft, PublicationDraft
from folkmoot.pure.look.theme import COLOURS

SPARE_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFields:
    """The form of what the newspaper is called and where it is found; hosts and origins one a line."""

    name: str
    tagline: str
    language: str
    time_zone: str
    base_url: str
    hosts: str
    origins: str
    second_factor_required: bool

    def draft(self, slug: str) -> PublicationDraft:
        """Return what the command is asked to keep."""
        return PublicationDraft(
            slug=slug,
            name=self.name,
            tagline=self.tagline,
            language=self.language.strip(),
            time_zone=self.time_zone.strip(),
            base_url=self.base_url,
            hosts=tuple(self.hosts.split()),
            origins=tuple(self.origins.split()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFields:
    """The form of colours, theme and logo. A colour field always holds a colour: ours where none was chosen."""

    accent_light: str
    accent_dark: str
    theme: str
    alt: str
    remove_logo: bool = False

    def draft(self) -> LookDraft:
        """Return what the command is asked to keep."""
        return LookDraft(accent_light=self.accent_light, accent_dark=self.accent_dark, theme=self.theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuFields:
    """The form of the menu, with some empty rows, and of the footer."""

    rows: tuple[MenuRow, ...]
    footer: str

    def filled(self) -> tuple[MenuRow, ...]:
        """Return the rows in which something stands."""
        return tuple(row for row in self.rows if row.name.strip() or row.path.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFields:
    """The form of a section, an author or a tag."""

    name: str
    slug: str
    role: str = ""
    biography: str = ""
    account_id: int | None = None

    def draft(self) -> PartDraft:
        """Return what the command is asked to keep."""
        return PartDraft(
            name=self.name, slug=self.slug, role=self.role, biography=self.biography, account_id=self.account_id
        )


def name_fields_of(row: DeskPublication) -> NameFields:
    """Return the fields as they stand."""
    return NameFields(
        name=row.name,
        tagline=row.tagline,
        language=row.language,
        time_zone=row.time_zone,
        base_url=row.base_url,
        hosts="\n".join(row.hosts),
        origins="\n".join(row.origins),
        second_factor_required=row.second_factor_required,
    )


def name_fields_in(sent: QueryDict) -> NameFields:
    """Return the fields as sent."""
    texts = ("name", "tagline", "language", "time_zone", "base_url", "hosts", "origins")
    return NameFields(
        **{field: sent.get(field, "") for field in texts},
        second_factor_required="second_factor_required" in sent,
    )


def look_fields_of(row: DeskPublication) -> LookFields:
    """Return the fields as they stand."""
    light, dark = COLOURS["accent"]
    return LookFields(
        accent_light=row.accent_light or light,
        accent_dark=row.accent_dark or dark,
        theme=row.theme,
        alt=row.logo.alt if row.logo else row.name,
    )


def look_fields_in(sent: QueryDict) -> LookFields:
    """Return the fields as sent; a button that offers a colour is sent after the field it offers it for."""
    return LookFields(
        accent_light=sent.get("accent_light", ""),
        accent_dark=sent.get("accent_dark", ""),
        theme=sent.get("theme", ""),
        alt=sent.get("alt", ""),
        remove_logo="remove_logo" in sent,
    )


def menu_fields_of(row: DeskPublication) -> MenuFields:
    """Return the fields as they stand."""
    rows = tuple(MenuRow(name=entry.name, path=entry.path) for entry in row.menu)
    return _with_spare_rows(rows, row.footer)


def menu_fields_in(sent: QueryDict) -> MenuFields:
    """Return the fields as sent."""
    pairs = zip(sent.getlist("menu_name"), sent.getlist("menu_path"), strict=False)
    rows = tuple(MenuRow(name=name, path=path) for name, path in pairs if name.strip() or path.strip())
    return _with_spare_rows(rows, sent.get("footer", ""))


def labels_in(sent: QueryDict) -> Mapping[str, str]:
    """Return our words and the newspaper's own as sent; a row without our words does not count."""
    pairs = zip(sent.getlist("ours"), sent.getlist("own"), strict=False)
    return {ours.strip(): own for ours, own in pairs if ours.strip()}


def part_fields_of(part: DeskPart) -> PartFields:
    """Return the fields as they stand."""
    return PartFields(
        name=part.name, slug=part.slug, role=part.role, biography=part.biography, account_id=part.account_id
    )


def part_fields_in(sent: QueryDict) -> PartFields:
    """Return the fields as sent."""
    return PartFields(
        name=sent.get("name", ""),
        slug=sent.get("slug", ""),
        role=sent.get("role", ""),
        biography=sent.get("biography", ""),
        account_id=number_in(sent.get("account", "")),
    )


def positions_in(sent: QueryDict) -> Mapping[int, int]:
    """Return section id → position, from the fields `position-7`; what is no number is left out."""
    found = {}
    for name in sent:
        part_id, position = number_in(name.removeprefix("position-")), number_in(sent.get(name, ""))
        if name.startswith("position-") and part_id is not None and position is not None:
            found[part_id] = position
    return found


def _with_spare_rows(rows: tuple[MenuRow, ...], footer: str) -> MenuFields:
    return MenuFields(rows=(*rows, *[MenuRow(name="", path="")] * SPARE_ROWS), footer=footer)
