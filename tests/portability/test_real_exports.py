"""Real and reference exports: what comes in equals an independent count, and a second import changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.models import Article, FixedPage
from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries.miscounts import find_miscounts
from folkmoot.discussion.values import CommentState
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.portability.report import Report
from tests.portability.counting import count
from tests.portability.exports import import_file
from tests.shared import ROOT, shared

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FOLDER = ROOT / "data" / "portability"
PATTERNS = ("wxr*.xml", "theme-unit-test/*.xml", "wordpress-importer/*.xml", "ghost/mg-*.xml", "isso/wordpress.xml")
FILES = sorted(str(path.relative_to(FOLDER)) for pattern in PATTERNS for path in FOLDER.glob(pattern))


def test_the_shared_exports_are_there():
    shared("portability")
    assert len(FILES) >= 23


@pytest.mark.parametrize("name", FILES)
def test_what_comes_in_equals_an_independent_count_and_a_second_import_changes_nothing(name):
    path = shared(f"portability/{name}")
    counted = count(path)

    report = import_file(path)

    comments = Comment.objects.all()
    assert report.as_json()["articles"] == Article.objects.count() == counted.articles
    assert report.pages == FixedPage.objects.count() == counted.pages
    assert comments.filter(state=CommentState.PUBLISHED).count() == counted.comments["published"]
    assert comments.filter(state=CommentState.HELD).count() == counted.comments["held"]
    assert comments.count() == sum(counted.comments.values()) == sum(report.as_json()["comments"].values())
    assert report.mentions == counted.mentions
    assert find_miscounts() == []
    assert_a_second_import_changes_nothing(path, report)


def assert_a_second_import_changes_nothing(path: Path, first: Report) -> None:
    facts = OutboxEntry.objects.count()

    with CaptureQueriesContext(connection) as queries:
        second = import_file(path)

    assert [row["sql"] for row in queries if not row["sql"].lstrip().startswith("SELECT")] == []
    assert OutboxEntry.objects.count() == facts
    got = first.as_json()
    assert second.unchanged == got["articles"] + got["pages"] + sum(got["comments"].values())
    assert (second.articles, second.pages, second.threads, second.comments, second.mentions) == ({}, 0, 0, {}, 0)
