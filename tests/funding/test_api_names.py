"""Refusals of the interface for programs name the fields that programs send."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from folkmoot.funding.models import Contribution

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("minor", "code"), [(199, "below_minimum"), (1_000_001, "above_maximum"), (-5, "below_minimum")]
)
def test_an_amount_that_is_refused_is_named_as_it_was_sent(stage, minor, code):
    body = json.dumps({"amount_minor": minor, "email": "ada@mail.example"})
    answer = Client().post("/api/v1/campaigns/keep-us-going/contributions", body, content_type="application/json")
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (422, code, "amount_minor")
    assert not Contribution.objects.exists()
