"""What a migration makes of the comments of before."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries import open_questions

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

what_asks = import_module("folkmoot.discussion.migrations.0006_what_came_late_and_what_asks")


def test_questions_of_before_are_found_batch_by_batch(stage, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(what_asks, "BATCH", 2)
    said = ["It is old.", "Who pays?", "> Who pays?\n\nNobody.", "How long, and why?", "So be it."]
    ids = [stage.say(words).comment_id for words in said]
    Comment.objects.update(asks=False)
    with django_assert_num_queries(6):  # four batches are read, the last of them empty, and in two somebody asks
        what_asks.find_questions(apps, connection.schema_editor())
    assert [row.id for row in Comment.objects.filter(asks=True).order_by("id")] == [ids[1], ids[3]]
    assert [question.id for question in open_questions(stage.publication_id, of_account=None).questions] == [
        ids[3],
        ids[1],
    ]
