"""In January, write to everybody who gave last year what that was."""

from __future__ import annotations

from datetime import datetime

from folkmoot.articles.queries.publications import publications
from folkmoot.funding.models import Contribution, Payment
from folkmoot.funding.values import PaymentState
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.timetable import closing
from folkmoot.notifications.commands.giving.giving import Giving, Paper, paper_of
from folkmoot.notifications.commands.giving.statement import kept, statement
from folkmoot.notifications.commands.write_delivery import write_delivery

JANUARY, FIRST_DAY = 1, 10
"""What was paid in the last days of December has arrived by then."""


def write_statements(*, now: datetime) -> None:
    """Write them, from the tenth of January on; those that are written stay as they are. Test money is in none."""
    for view in publications():
        local = now.astimezone(zone_of(view.time_zone))
        if local.month == JANUARY and local.day >= FIRST_DAY:
            _write_all(paper_of(view.id), local.year - 1, now)


def _write_all(paper: Paper, year: int, now: datetime) -> None:
    """Write to all who gave something that did not go back, each with one pass over their payments."""
    zone = zone_of(paper.publication.time_zone)
    since, until = (datetime(start, JANUARY, 1, tzinfo=zone) for start in (year, year + 1))
    paid = Payment.objects.filter(
        publication_id=paper.publication.id,
        state=PaymentState.PAID,
        is_test=False,
        paid_at__gte=since,
        paid_at__lt=until,
    )
    supporters = paid.order_by().values_list("contribution__supporter_key", flat=True).distinct()
    for supporter in list(supporters):
        if closing.is_set():
            return  # the rest tomorrow
        theirs = paid.filter(contribution__supporter_key=supporter)
        _write_one(paper, year, list(theirs.select_related("campaign").order_by("paid_at", "id")), supporter, now)


def _write_one(paper: Paper, year: int, payments: list[Payment], supporter: str, now: datetime) -> None:
    """Write to one supporter, at the address of their newest gift; to nobody who was erased."""
    newest = Contribution.objects.filter(publication_id=paper.publication.id, supporter_key=supporter, is_test=False)
    contribution = newest.exclude(email="").order_by("-id").first()
    if contribution is None or not any(kept(payment) for payment in payments):
        return
    with paper.speaking():
        write_delivery(
            publication_id=paper.publication.id,
            kind="statement",
            fact=f"year|{year}",
            to=contribution.email,
            words=statement(Giving(paper=paper, contribution=contribution), year, payments),
            now=now,
        )
