"""Who works at the demo's newspaper, and the passwords they got on this machine."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from folkmoot.articles.commands.arrange_parts import change_author
from folkmoot.articles.queries.newspaper import desk_authors
from folkmoot.articles.values import PartDraft
from folkmoot.readers.commands.give_role import give_role, take_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.values import Role

PASSWORD_BYTES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the staff. `beat` and `biography` stand with the byline of whoever writes."""

    email: str
    name: str
    roles: tuple[Role, ...]
    beat: str = ""
    biography: str = ""


STAFF = (
    Member(
        email="ivo@harrowmere.example",
        name="Ivo Satterley",
        roles=(Role.OWNER, Role.EDITOR),
        beat="Editor",
        biography="Edits the Lantern, keeps its accounts, and writes about what the town has forgotten.",
    ),
    Member(
        email="nell@harrowmere.example",
        name="Nell Abara",
        roles=(Role.AUTHOR,),
        beat="Town hall",
        biography="Reads council papers to the last page, so that you need not.",
    ),
    Member(email="moss@harrowmere.example", name="Moss Calloway", roles=(Role.MODERATOR,)),
    Member(
        email="hester@harrowmere.example",
        name="Hester Quill",
        roles=(Role.AUTHOR,),
        beat="Life, half time",
        biography="Goes and looks. Counts things with a watch and a thermos.",
    ),
    Member(email="otis@harrowmere.example", name="Otis Pell", roles=(Role.TREASURER,)),
)
OWNER, MODERATOR, TREASURER = STAFF[0], STAFF[2], STAFF[4]
TOWNSPEOPLE = (
    Member(email="greta@harrowmere.example", name="Greta Oduya", roles=(Role.AUTHOR,)),
    Member(email="lionel@harrowmere.example", name="Lionel Speck", roles=(Role.AUTHOR,)),
)
"""Readers who wrote one piece for the newspaper: they keep their account and byline, and have no role any more."""


def passwords_path(data: Path) -> Path:
    """Return where the passwords lie: beside the keys, outside the database."""
    return data / "keys" / "demo-staff.json"


def read_passwords(data: Path) -> dict[str, str]:
    """Return e-mail → password as written when the demo was made; empty if the file is gone."""
    path = passwords_path(data)
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def make_passwords(data: Path) -> dict[str, str]:
    """Return fresh passwords for all staff, written where only the owner of the data folder can read them."""
    passwords = {member.email: secrets.token_urlsafe(PASSWORD_BYTES) for member in STAFF}
    path = passwords_path(data)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(passwords, file, indent=2)
    return passwords


def hire(publication_id: int, passwords: dict[str, str]) -> dict[str, int]:
    """Make the accounts of all who write or work here, and give the staff their roles; return e-mail → account id."""
    accounts = {}
    for member in (*STAFF, *TOWNSPEOPLE):
        account_id = make_account(email=member.email, password=passwords.get(member.email), name=member.name)
        for role in member.roles:
            give_role(account_id=account_id, publication_id=publication_id, role=role, given_by=None)
        accounts[member.email] = account_id
    return accounts


def thank_townspeople(publication_id: int, accounts: dict[str, int]) -> None:
    """Let those who wrote one piece be readers again, once their byline is theirs."""
    for member in TOWNSPEOPLE:
        for role in member.roles:
            take_role(account_id=accounts[member.email], publication_id=publication_id, role=role, taken_by=None)


def sign_bylines(publication_id: int, accounts: dict[str, int], *, now: datetime) -> None:
    """Give the bylines their accounts, so that staff may go on with what carries their name, and authors are known as such."""
    by_name = {member.name: member for member in (*STAFF, *TOWNSPEOPLE)}
    for author in desk_authors(publication_id):
        member = by_name.get(author.name)
        if member is None:
            continue
        draft = PartDraft(
            name=author.name,
            slug=author.slug,
            role=member.beat,
            biography=member.biography,
            account_id=accounts[member.email],
        )
        change_author(publication_id=publication_id, part_id=author.id, draft=draft, account_id=None, now=now)
