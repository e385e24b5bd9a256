"""What happened to those who act."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.kit.outbox.facts import Fact, register


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordForgotten(Fact):
    """Somebody asked for a link to a new password. `account_id` is 0 for an address that nobody signs in with."""

    account_id: int


register("readers.password_forgotten", PasswordForgotten)
