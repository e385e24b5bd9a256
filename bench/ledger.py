"""What the books cost: durable messages a second, a meter over a million postings, and the check of them.

    python -m bench.ledger [--messages 3000] [--hands 8] [--postings 1000000]

Messages are taken as the webhook's address takes them, by several hands at once: believed, asked after at a provider in
memory, booked, and durable before the next. Half of them are new payments; the others tell of what is booked already. Then
the journal is filled, the meter read before and after in turn, and everything added up and compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.funding.stage import Stage

BAR_PER_S = 150
BAR_CHECK_S = 10.0
READS = 200


def main() -> None:
    """Fill a data folder of its own, measure, report; a journal that does not agree ends the run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--messages", type=int, default=3_000)
    parser.add_argument("--hands", type=int, default=8)
    parser.add_argument("--postings", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        os.environ.update(FOLKMOOT_DATA=folder, DJANGO_SETTINGS_MODULE="folkmoot.settings", FOLKMOOT_LOG_LEVEL="ERROR")
        django.setup()
        from bench.seed import new_paper
        from tests.funding.stage import set_stage

        new_paper()
        stage = set_stage()
        _messages(stage, options.messages, options.hands)
        few = _read_meter(stage)
        _fill(stage, options.postings)
        _report_meter(few, _read_meter(stage), options.postings)
        _check()


def _messages(stage: Stage, messages: int, hands: int) -> None:
    from django.db import connections

    from folkmoot.funding.commands.receive_webhook import receive_webhook
    from folkmoot.funding.ports import Ports
    from tests.cast import NOON
    from tests.funding.remote_house import RemoteHouse, message_about, pay

    house = RemoteHouse()
    Ports.providers = staticmethod(lambda: {house.code: house})
    given = [stage.begin(1000, cover_minor=61) for _ in range(messages // 2)]
    for one in given:
        house.meet(one)
        house.go_on(one.name_of_ours, pay(f"ch-{one.id}", 1061), NOON)
    bodies = [message_about(one, number) for one in given for number in (1, 2)]
    Random(7).shuffle(bodies)

    def take(body: bytes) -> None:
        receive_webhook(house.code, body, {"X-Proof": "right"}, now=NOON)

    with ThreadPoolExecutor(hands, initializer=lambda: None) as pool:
        began, cpu = time.perf_counter(), time.process_time()
        list(pool.map(take, bodies))
        took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu
        list(pool.map(lambda _: connections.close_all(), range(hands)))
    rate = len(bodies) / took_s
    exact = stage.campaign.raised_minor == 1000 * len(given)
    print(
        f"{len(bodies)} messages by {hands} hands: {rate:.0f}/s (bar {BAR_PER_S}), {1000 * cpu_s / len(bodies):.1f} ms of "
        f"processor each; the total is {'exact' if exact else 'WRONG'}"
    )
    if not exact:
        raise SystemExit(1)


def _read_meter(stage: Stage) -> list[float]:
    """Return how long reading the meter took, in milliseconds of processor time, many times."""
    from django.test import Client

    client, address = Client(), f"/api/v1/campaigns/{stage.campaign.slug}"

    def read() -> None:
        assert client.get(address).status_code == 200

    read()
    return [_cpu_ms(read) for _ in range(READS)]


def _report_meter(few: list[float], many: list[float], postings: int) -> None:
    before, after = statistics.median(few), statistics.median(many)
    print(
        f"the meter, read with few postings: {before:.2f} ms; with {postings:,}: {after:.2f} ms ({after / before:.2f} ×)"
    )


def _fill(stage: Stage, postings: int) -> None:
    from django.db import connection, transaction

    from tests.cast import NOON

    campaign = stage.campaign
    entries = postings // 2
    at = connection.ops.adapt_datetimefield_value(NOON)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM funding_journalentry")
        first = cursor.fetchone()[0] + 1
        cursor.executemany(
            "INSERT INTO funding_journalentry (id, publication_id, campaign_id, payment_id, key, kind, is_test, at, booked_at,"
            " gift_minor, cover_minor, note) VALUES (%s, %s, %s, NULL, %s, 'charge', %s, %s, %s, 1000, 61, '')",
            (
                (number, campaign.publication_id, campaign.id, f"charge|bench|{number}", True, at, at)
                for number in range(first, first + entries)
            ),
        )
        cursor.executemany(
            "INSERT INTO funding_posting (entry_id, debit, credit, currency, amount_minor) VALUES (%s, 'assets:demo', %s, 'USD', %s)",
            (
                (number, f"income:{account}:{campaign.id}", amount)
                for number in range(first, first + entries)
                for account, amount in (("gifts", 1000), ("cover", 61))
            ),
        )
        campaign.raised_minor += 1000 * entries
        campaign.save()


def _check() -> None:
    from folkmoot.funding.queries.ledger import check_ledger

    began = time.perf_counter()
    found = check_ledger()
    took_s = time.perf_counter() - began
    print(
        f"{found.postings:,} postings checked in {took_s:.1f} s (bar {BAR_CHECK_S:.0f}); faults: {found.faults or 'none'}"
    )
    if found.faults:
        raise SystemExit(1)


def _cpu_ms(act: Callable[[], None]) -> float:
    began = time.process_time()
    act()
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    main()
