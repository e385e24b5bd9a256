"""Two at the desk at the same moment: what was taken back stays taken back."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction

from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.models import Article
from folkmoot.articles.values import ChangeKind
from tests.articles.writing import BRIDGE, found, publish
from tests.cast import NOON

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
SOMEBODY_WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def wait_until_it_waits(saving: Future[None]) -> None:
    """Return when the other transaction waits for ours. On SQLite it has not begun before ours ends."""
    waits = 0
    while connection.vendor == "postgresql" and not waits and not saving.done():
        with connection.cursor() as cursor:
            cursor.execute(SOMEBODY_WAITS)
            (waits,) = cursor.fetchone()


def test_a_save_that_began_before_a_withdrawal_ended_does_not_show_the_article_again():
    publication_id = found().id
    article_id = publish(publication_id)

    def save() -> None:
        try:
            save_article(
                publication_id=publication_id,
                article_id=article_id,
                draft=replace(BRIDGE, source="Another text."),
                account_id=None,
                now=NOON,
                change=ChangeKind.TYPO,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            withdraw_article(article_id=article_id, reason="Its source lied.", account_id=None, now=NOON)
            saving = pool.submit(save)
            wait_until_it_waits(saving)
        saving.result(timeout=20)
    row = Article.objects.select_related("current").get()
    assert (row.state, row.current.source, row.current.public_at) == ("withdrawn", "Another text.", None)
