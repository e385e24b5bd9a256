"""Somebody has forgotten their password: a link is on its way, if they work here. Nobody learns whether they do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.kit.look.render import as_written_by
from folkmoot.kit.mail import Letter, send
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.outbox.facts import Fact
from folkmoot.readers.commands.choose_password import make_password_link
from folkmoot.readers.events import PasswordForgotten
from folkmoot.readers.models import Account
from folkmoot.readers.ports import House, Ports
from folkmoot.readers.values.addresses import password_path
from folkmoot.readers.values.staff import PASSWORD_LINK_HOURS


class NotSentError(Exception):
    """The mail server did not take a letter; the drain tries again."""


def ask_for_password(*, publication_id: int, email: str, now: datetime) -> None:
    """Tell that a link is wanted: the same writing, in the same time, whether or not anybody has this address."""
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    with transaction.atomic():
        emit(PasswordForgotten(publication_id=publication_id, at=now, account_id=account.id if account else 0))


def send_password_link(fact: Fact) -> None:
    """Send the link that was asked for; run by the drain. Run again, it makes a new one, and the first is over.

    Raises:
        NotSentError: the mail server did not take it.
    """
    if not isinstance(fact, PasswordForgotten):
        return
    account = Account.objects.filter(id=fact.account_id, is_active=True).first()
    house = Ports.house_at(fact.publication_id)
    if account is None or house is None:
        return
    token = make_password_link(account_id=account.id, publication_id=None, made_by=None, now=fact.at)
    if not send(password_letter(house, account, token)):
        raise NotSentError(account.id)


def password_letter(house: House, account: Account, token: str) -> Letter:
    """Return the letter that carries a link to a new password."""
    with as_written_by(house.chrome):
        values = {
            "name": account.name or account.email,
            "paper": house.name,
            "link": house.base_url + password_path(token),
            "hours": PASSWORD_LINK_HOURS,
        }
        text = _(
            "Good day, %(name)s,\n\n"
            "somebody, probably you, asked for a new password at %(paper)s. Choose one here:\n\n"
            "%(link)s\n\n"
            "The link works once, within %(hours)s hours. If it was not you, you need do nothing: "
            "your password stays as it is.\n"
        )
        subject = _("A new password at %(paper)s")
        return Letter(to=account.email, sender=house.name, subject=subject % values, text=text % values)
