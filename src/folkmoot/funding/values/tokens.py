"""The link to one's own giving: whoever holds it may see, change and end what it is about.

There are two, because an address that somebody typed proves nothing. The link in a **letter** was read in the mailbox: it
also shows what else was given under that address. The link that a browser is **led back** by shows that one gift alone,
so nobody learns what others give by typing their address.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from folkmoot.kit.keys import keyed_hash

KEY = "giving"
LETTER, RETURN = "letter", "return"
SEAL_CHARS = 32  # 128 bits


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who holds a link.

    Attributes:
        name_of_ours: of the contribution that it is about.
        from_letter: whether it was sent to the giver's address, so that whoever holds it reads that mailbox.
    """

    name_of_ours: str
    from_letter: bool


def giving_token(name_of_ours: str) -> str:
    """Return the token for letters to the giver, and for nobody else."""
    return f"{name_of_ours}-{_seal(LETTER, name_of_ours)}"


def return_token(name_of_ours: str) -> str:
    """Return the token by which a giver comes back from where they pay."""
    return f"{name_of_ours}-{_seal(RETURN, name_of_ours)}"


def bearer_of(token: str) -> Bearer | None:
    """Return whose link this is, None for one that we did not make."""
    name, _, seal = token.rpartition("-")
    for purpose in (LETTER, RETURN):
        if hmac.compare_digest(seal.encode(), _seal(purpose, name).encode()):
            return Bearer(name, from_letter=purpose == LETTER)
    return None


def supporter_key(email: str) -> str:
    """Return the name under which everything that one address gave is counted, and which does not tell the address."""
    return keyed_hash("supporter", email.strip().casefold())


def _seal(purpose: str, name: str) -> str:
    return keyed_hash(KEY, f"{purpose}|{name}")[:SEAL_CHARS]
