"""What letters about one gift have in common: whose it is, how its amounts and days are written, what stands around the words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from folkmoot.articles.queries.publications import publications
from folkmoot.articles.values import PublicationView
from folkmoot.funding.models import Contribution, FundingSettings, Payment, settings_in_force
from folkmoot.funding.policy.changing import RENEWING
from folkmoot.funding.values import giving_path
from folkmoot.funding.values.tokens import giving_token
from folkmoot.kit.look.render import as_written_by
from folkmoot.kit.text.amounts import amount
from folkmoot.kit.words import locale_of
from folkmoot.notifications.values import Words

REF_CHARS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Who writes."""

    publication: PublicationView
    settings: FundingSettings

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.publication.name

    @property
    def legal(self) -> str:
        """Return who receives the money, with the address where one is set."""
        address = [line.strip() for line in self.settings.legal_address.splitlines() if line.strip()]
        return ", ".join([self.settings.legal_name or self.name, *address])

    def money(self, minor: int, currency: str) -> str:
        """Return an amount as it writes them."""
        return amount(minor, currency, self.publication.language, self.settings.amount_pattern)

    def day(self, at: datetime) -> str:
        """Return a day as it writes them; within `speaking`, which knows its time zone."""
        return format_date(localtime(at).date(), format="long", locale=locale_of(self.publication.language))

    def at(self, path: str) -> str:
        """Return the whole address of one of its pages."""
        return self.publication.base_url + path

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Write words and days as it does."""
        with as_written_by(self.publication):
            yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """One person's giving, and who writes to them about it."""

    paper: Paper
    contribution: Contribution

    @property
    def renews(self) -> bool:
        """Return whether it renews, or would if it were not paused or failing."""
        return self.contribution.state in RENEWING

    @property
    def link(self) -> str:
        """Return where they see, change and end it; for letters alone."""
        return self.paper.at(giving_path(giving_token(self.contribution.name_of_ours)))

    def money(self, minor: int) -> str:
        """Return an amount of it, written out."""
        return self.paper.money(minor, self.contribution.currency)

    def letter(self, subject: str, *paragraphs: str) -> Words:
        """Return a letter: a greeting, what is to be said, who says it. Empty paragraphs are left out."""
        name = self.contribution.name
        greeting = _("Good day, %(name)s,") % {"name": name} if name else _("Good day,")
        trial = ""
        if self.contribution.is_test:
            subject = _("TEST: %(subject)s") % {"subject": subject}
            trial = _("This is a test: no money has moved, and none will.")
        text = "\n\n".join(part for part in (trial, greeting, *paragraphs, self.paper.name) if part)
        return Words(subject, f"{text}\n")


def paper_of(publication_id: int) -> Paper:
    """Return who writes.

    Raises:
        LookupError: no such publication.
    """
    for view in publications():
        if view.id == publication_id:
            return Paper(publication=view, settings=settings_in_force(publication_id))
    message = f"no publication {publication_id}"
    raise LookupError(message)


def giving_of(publication_id: int, contribution_id: int) -> Giving:
    """Return a contribution that a fact named, and who writes to its giver."""
    found = Contribution.objects.select_related("campaign")
    return Giving(paper=paper_of(publication_id), contribution=found.get(id=contribution_id))


def payment_of(payment_id: int) -> Payment:
    """Return a payment that a fact named."""
    return Payment.objects.select_related("campaign").get(id=payment_id)


def short(ref: str) -> str:
    """Return a provider's name for something, however long, as it fits into the name of a fact."""
    return hashlib.sha256(ref.encode()).hexdigest()[:REF_CHARS]


def paragraph(*lines: str) -> str:
    """Return lines that stand together. Empty ones are left out."""
    return "\n".join(line for line in lines if line)
