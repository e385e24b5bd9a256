"""The short way to write and read rows does what the long one does."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.forms import model_to_dict

from folkmoot.articles.models import Page, Publication
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.sql import change, insert, rows, run, select, table
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FACT = {"kind": "tests.happened", "publication_id": 7, "payload": {"é": [1, None]}, "keys": ["a"], "at": NOON}


def test_a_row_is_the_one_the_orm_would_have_written():
    short = OutboxEntry(**FACT)
    insert(short)
    long = OutboxEntry.objects.create(**FACT)
    kept_short, kept_long = (model_to_dict(OutboxEntry.objects.get(id=row.id), exclude=["id"]) for row in (short, long))
    assert kept_short == kept_long
    assert long.id == short.id + 1


def test_an_inserted_row_can_be_changed_and_pointed_to():
    publication = Publication(slug="courier", name="Courier", base_url="http://testserver", created_at=NOON)
    insert(publication)
    publication.name = "The Courier"
    publication.save()
    page = Page.objects.create(publication=publication, kind="outside", url="/a/", title="A")
    assert Page.objects.get(id=page.id).publication.name == "The Courier"
    assert Publication.objects.count() == 1


def test_times_are_compared_as_the_orm_stored_them():
    OutboxEntry.objects.create(**FACT)
    find = f"SELECT kind FROM {table(OutboxEntry)} WHERE at = %s"
    assert rows(find, NOON) == [("tests.happened",)]
    assert rows(find, NOON.replace(microsecond=1)) == []


def test_a_write_says_how_many_rows_it_touched():
    OutboxEntry.objects.create(**FACT)
    change = f"UPDATE {table(OutboxEntry)} SET kind = %s WHERE publication_id = %s"
    assert (run(change, "tests.changed", 7), run(change, "tests.changed", 8)) == (1, 0)
    assert OutboxEntry.objects.get().kind == "tests.changed"


def test_a_whole_row_is_read_as_the_orm_reads_it():
    OutboxEntry.objects.create(**FACT)
    OutboxEntry.objects.create(**FACT | {"publication_id": 8})
    (short,) = select(OutboxEntry, "publication_id = %s AND at = %s", 7, NOON, lock=True)
    long = OutboxEntry.objects.get(publication_id=7)
    assert short == long
    assert model_to_dict(short) == model_to_dict(long)
    assert (short.at, short.payload) == (NOON, FACT["payload"])
    short.kind = "tests.changed"
    short.save()
    assert OutboxEntry.objects.filter(kind="tests.changed").count() == 1
    assert select(OutboxEntry, "publication_id = %s", 9) == []


def test_only_the_fields_that_are_named_are_written():
    entry = OutboxEntry.objects.create(**FACT)
    entry.kind, entry.payload, entry.publication_id = "tests.changed", [None], 8
    change(entry, ("kind", "payload"))
    assert list(OutboxEntry.objects.values_list("kind", "payload", "publication_id", "at")) == [
        ("tests.changed", [None], 7, NOON)
    ]
    OutboxEntry.objects.all().delete()
    with pytest.raises(DatabaseError):
        change(entry, ("kind",))
