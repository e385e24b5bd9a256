"""Rows by the hundred: ids reserved beforehand belong to nobody else, and what is inserted reads back as written."""

from __future__ import annotations

import pytest
from django.db import transaction

from folkmoot.articles.models import Publication
from folkmoot.kit.bulk import insert_rows, reserve_ids
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
COLUMNS = tuple(field.attname for field in Publication._meta.concrete_fields)


def row(number, slug):
    one = Publication(
        id=number, slug=slug, name="Ferry’s", tagline="100 % both banks", hosts=["a.example"], created_at=NOON
    )
    return tuple(getattr(one, column) for column in COLUMNS)


def test_rows_read_back_as_they_were_written():
    ids = reserve_ids(Publication, 3)
    insert_rows(Publication, COLUMNS, [row(number, f"p-{number}") for number in ids])

    read = Publication.objects.order_by("id")
    assert [one.id for one in read] == ids
    one = read[0]
    assert (one.name, one.tagline) == ("Ferry’s", "100 % both banks")
    assert (one.hosts, one.origins, one.labels, one.created_at) == (["a.example"], [], {}, NOON)


def test_ids_follow_all_that_were_ever_given_out_and_the_next_row_follows_them():
    gone = Publication.objects.create(slug="gone", name="n", base_url="https://a.example", created_at=NOON)
    last = gone.id
    gone.delete()
    ids = reserve_ids(Publication, 5)
    insert_rows(Publication, COLUMNS, [row(number, f"p-{number}") for number in ids])
    after = Publication.objects.create(slug="after", name="n", base_url="https://a.example", created_at=NOON)

    assert ids == list(range(ids[0], ids[0] + 5))
    assert last < ids[0]
    assert after.id > ids[-1]


def test_nothing_to_insert_is_no_error():
    assert reserve_ids(Publication, 0) == []
    insert_rows(Publication, COLUMNS, [])
    assert Publication.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_ids_are_reserved_only_inside_a_transaction():
    with pytest.raises(RuntimeError, match="one transaction"):
        reserve_ids(Publication, 1)
    with transaction.atomic():
        assert len(reserve_ids(Publication, 1)) == 1
