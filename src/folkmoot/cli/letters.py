"""What `doctor` sees of letters: do they leave, which wait, which were given up?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from folkmoot.cli.finding import Finding
from folkmoot.kit.mail import mail_is_set
from folkmoot.notifications.queries import mail_standing
from folkmoot.notifications.values import MailStanding

PATIENCE = timedelta(hours=1)


def check_letters(now: datetime) -> Iterator[Finding]:
    """Do letters leave?"""
    yield from judge_letters(mail_standing(now=now), is_set=mail_is_set(), now=now)


def judge_letters(found: MailStanding, *, is_set: bool, now: datetime) -> Iterator[Finding]:
    """What waits, why, and what will never arrive?"""
    if found.waiting and not is_set:
        sentence = (
            f"{_letters(found.waiting)} to readers or staff cannot leave: set FOLKMOOT_SMTP_URL. "
            "What has waited for 30 days is given up."
        )
        yield Finding("letters", ok=False, sentence=sentence)
    elif found.failing:
        sentence = f"The mail server did not take {_letters(found.failing)}, and is asked again; it said: {found.error}"
        yield Finding("letters", ok=False, sentence=sentence)
    elif found.oldest_at is not None and found.oldest_at < now - PATIENCE:
        sentence = (
            f"{_letters(found.waiting)} wait, the first since {found.oldest_at:%Y-%m-%d %H:%M} UTC: "
            "is folkmoot serve or folkmoot worker running?"
        )
        yield Finding("letters", ok=False, sentence=sentence)
    else:
        yield Finding("letters", ok=True, sentence=f"{_letters(found.waiting)} wait to be sent.")
    if found.given_up:
        sentence = (
            f"{_letters(found.given_up)} were given up in the last 30 days, mostly because an address does not exist; "
            f"of the last the mail server said: {found.given_up_error}"
        )
        yield Finding("letters given up", ok=True, sentence=sentence)


def _letters(count: int) -> str:
    return "1 letter" if count == 1 else f"{count} letters"
