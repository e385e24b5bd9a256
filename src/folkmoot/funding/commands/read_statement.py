"""Take a bank's statement: each line once, and each gift to whoever gave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import BankLine, Contribution, settings_in_force
from folkmoot.funding.policy.banking import no_account, statement_of_another
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import ProviderCode
from folkmoot.funding.values.transfers import Statement, StatementLine, references_in
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


@dataclass(frozen=True, slots=True)
class StatementRead:
    """What came of a statement: lines that were new, that were known, and of the new ones those whose giver is known."""

    new: int
    known: int
    matched: int


def read_statement(*, publication_id: int, statement: Statement, actor: Actor, now: datetime) -> StatementRead:
    """Write down what came, and book what says whose it is; the same statement again changes nothing.

    Raises:
        DeniedError: `not_allowed`, `no_account`, `statement_of_another`.
    """
    require(not_a_treasurer(actor.roles))
    iban = settings_in_force(publication_id).iban
    require(no_account(iban))
    require(statement_of_another(iban, statement.iban))
    new: list[BankLine] = []
    with transaction.atomic():
        for key, line in _keyed(statement):
            row, is_new = BankLine.objects.get_or_create(
                publication_id=publication_id,
                iban=iban,
                entry_key=key,
                defaults={
                    "amount_minor": line.amount_minor,
                    "currency": line.currency,
                    "booked_on": line.booked_on,
                    "words": line.words,
                    "payer": line.payer,
                    "ref": f"{iban}|{key}",
                    "contribution": _giver(publication_id, line, now),
                    "read_at": now,
                },
            )
            new += [row] if is_new else []
        record_act(
            publication_id=publication_id, account_id=actor.account_id, act="bank.read", subject=str(len(new)), now=now
        )
    matched = [row for row in new if row.contribution]
    for name in dict.fromkeys(row.contribution.name_of_ours for row in matched if row.contribution):
        sync_contribution(name, now=now)
    return StatementRead(new=len(new), known=len(statement.lines) - len(new), matched=len(matched))


def _giver(publication_id: int, line: StatementLine, now: datetime) -> Contribution | None:
    """Return whose reference stands in what a sender wrote; None where there is none, or there are two.

    None, too, where an earlier statement had as much from the same on the same day: the bank may have exported one
    transfer in two ways, with other ids. A person decides.
    """
    found = Contribution.objects.filter(
        publication_id=publication_id, provider=ProviderCode.BANK, reference__in=references_in(line.words)
    )
    several = list(found[:2])
    if len(several) != 1:
        return None
    before = BankLine.objects.filter(
        contribution=several[0], booked_on=line.booked_on, amount_minor=line.amount_minor, currency=line.currency
    )
    return None if before.filter(read_at__lt=now).exists() else several[0]


def _keyed(statement: Statement) -> Iterator[tuple[str, StatementLine]]:
    """Yield each line with its natural key: what stands in it, and which of several equal ones of the statement it is.

    The bank's id alone is not enough: some give one to all parts of a sum, or the same to all transfers.
    """
    seen: dict[str, int] = {}
    for line in statement.lines:
        named = line.entry_key or f"{line.words}|{line.payer}"
        said = f"{line.booked_on}|{line.amount_minor}|{line.currency}|{named}"
        digest = blake2b(said.encode(), digest_size=16).hexdigest()
        number = seen[digest] = seen.get(digest, 0) + 1
        yield f"{'id' if line.entry_key else 'line'}|{digest}|{number}", line
