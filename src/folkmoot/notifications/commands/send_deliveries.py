"""Send the letters that are due: each is claimed, then handed over, then marked, and none of that within another.

A process that dies before the mail server has a letter leaves it claimed; one that dies between the server's word and our
mark leaves it claimed, too, and nobody can tell the two apart. So what stays claimed is sent again: never forgotten, and
twice only if the end came in that one moment. Both copies have one Message-ID then.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from folkmoot.articles.models import Publication
from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.mail import Answer, ClosedError, Fate, Letter, Post, mail_is_set, open_post
from folkmoot.kit.timetable import closing
from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState

AT_ONCE = 50
STALE = timedelta(minutes=30)
"""A run sends at most 50, each within seconds: whatever is claimed for longer was left behind by a process that died."""

TRIES = 16
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
"""1, 2, 4 … minutes, then every six hours: two days in all, as mail servers do among themselves."""

CLOSED_WAIT = timedelta(minutes=1)
NUMBER_CHARS = 32
OPEN = Q(state__in=[DeliveryState.WAITING, DeliveryState.SENDING])

log = logging.getLogger("folkmoot.mail")


def send_deliveries(*, now: datetime) -> int:
    """Send what is due, and return how many letters the mail server took. Without a mail server they wait."""
    if not mail_is_set() or not _due(now).exists():
        return 0
    taken = 0
    try:
        with open_post() as post:
            for _number in range(AT_ONCE):
                delivery = None if closing.is_set() else claim(now=now)
                if delivery is None:
                    break
                taken += _send(delivery, post, now)
    except ClosedError as error:
        log.warning("no letters can be sent now: %s", error)
    return taken


def claim(*, now: datetime) -> Delivery | None:
    """Return the letter that has been due for longest, which nobody else gets now; None when there is none."""
    with transaction.atomic():
        delivery = _due(now).select_for_update(skip_locked=True, no_key=True).first()
        if delivery is None:
            return None
        delivery.state, delivery.sending_at, delivery.due_at = DeliveryState.SENDING, now, now + STALE
        delivery.tries += 1
        delivery.save(update_fields=["state", "sending_at", "due_at", "tries"])
    reach(Failpoint.LETTER_CLAIMED)
    return delivery


def _due(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(OPEN, due_at__lte=now).order_by("due_at", "id")


def _send(delivery: Delivery, post: Post, now: datetime) -> bool:
    """Hand a claimed letter over and write down what became of it; return whether it was taken.

    Raises:
        ClosedError: it was not even tried, and waits as before.
    """
    try:
        answer = post.hand_over(_letter(delivery))
    except ClosedError as error:
        waits = {"state": DeliveryState.WAITING, "due_at": now + CLOSED_WAIT, "tries": delivery.tries - 1}
        _mark(delivery, error=str(error), **waits)
        raise
    if answer.fate is Fate.TAKEN:
        reach(Failpoint.LETTER_SENT)
        _mark(delivery, state=DeliveryState.SENT, done_at=now, error="")
        return True
    _put_off(delivery, answer, now)
    return False


def _put_off(delivery: Delivery, answer: Answer, now: datetime) -> None:
    """Try a letter again later, or give it up."""
    log.warning("letter %d (%s) was not taken: %s", delivery.id, delivery.kind, answer.words)
    if answer.fate is Fate.REFUSED or delivery.tries >= TRIES:
        _mark(delivery, state=DeliveryState.GIVEN_UP, done_at=now, error=answer.words)
        return
    wait = min(FIRST_WAIT * 2 ** (delivery.tries - 1), LONGEST_WAIT)
    _mark(delivery, state=DeliveryState.WAITING, due_at=now + wait, error=answer.words)


def _mark(delivery: Delivery, **changes: object) -> None:
    """Write down what became of a letter, unless somebody has claimed it anew meanwhile."""
    mine = Delivery.objects.filter(id=delivery.id, state=DeliveryState.SENDING, sending_at=delivery.sending_at)
    mine.update(**changes)


def _letter(delivery: Delivery) -> Letter:
    named = f"{delivery.publication_id}|{delivery.kind}|{delivery.fact}|{delivery.recipient_key}"
    return Letter(
        to=delivery.to,
        sender=Publication.objects.values_list("name", flat=True).get(id=delivery.publication_id),
        subject=delivery.subject,
        text=delivery.text,
        number=keyed_hash("recipient", named)[:NUMBER_CHARS],
    )
