"""What an owner hands in about how their newspaper looks and what it links to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class LookDraft:
    """Colours and fonts as typed; empty for ours. `theme` is a list of custom properties."""

    accent_light: str = ""
    accent_dark: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuRow:
    """One entry of the masthead's menu as typed: a word, and a path of ours or a whole address."""

    name: str
    path: str


class PartKind(StrEnum):
    """What a newspaper is divided by."""

    SECTION = "section"
    AUTHOR = "author"
    TAG = "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDraft:
    """A section, an author or a tag as typed; `role`, `biography` and `account_id` are an author's.

    `slug` is the last part of the address; empty to have one made from the name.
    """

    name: str
    slug: str = ""
    role: str = ""
    biography: str = ""
    account_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingDraft:
    """What somebody says who founds the newspaper of an empty house.

    `time_zone` may be empty: the usual one of the language.
    """

    name: str
    owner_name: str
    email: str
    password: str
    language: str
    time_zone: str
    base_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new publication and its owner's account."""

    publication_id: int
    account_id: int
