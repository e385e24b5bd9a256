"""Who works at the demo's newspaper, and the passwords they got on this machine."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.values import Role

PASSWORD_BYTES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the staff."""

    email: str
    name: str
    roles: tuple[Role, ...]


STAFF = (
    Member(email="ivo@harrowmere.example", name="Ivo Satterley", roles=(Role.OWNER, Role.EDITOR)),
    Member(email="nell@harrowmere.example", name="Nell Abara", roles=(Role.AUTHOR,)),
    Member(email="moss@harrowmere.example", name="Moss Calloway", roles=(Role.MODERATOR,)),
)
MODERATOR = STAFF[2]


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
    """Make the staff's accounts and give them their roles; return e-mail → account id."""
    accounts = {}
    for member in STAFF:
        account_id = make_account(email=member.email, password=passwords[member.email], name=member.name)
        for role in member.roles:
            give_role(account_id=account_id, publication_id=publication_id, role=role, given_by=None)
        accounts[member.email] = account_id
    return accounts
