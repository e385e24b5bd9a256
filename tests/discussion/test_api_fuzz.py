"""Whatever is sent to the interface, it answers as its description says, and never breaks."""

from __future__ import annotations

import json
import os
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.discussion.callers import Program, description
from tests.discussion.stage import Stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = int(os.environ.get("FOLKMOOT_TEST_FUZZ", "8"))
"""A call: few in everyday runs, as many as wanted in a long one."""

CALLS = [
    pytest.param(method, path.removeprefix("/api/v1"), operation, id=operation["operationId"])
    for path, operations in description()["paths"].items()
    for method, operation in operations.items()
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBERS = st.one_of(st.integers(), st.sampled_from([0, 1, -1, 2**31, 2**63 - 1, 2**63]))
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.floats(allow_nan=False, allow_infinity=False), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=6,
)
ADDRESSES = st.sampled_from(["http://testserver/articles/bridge/", "https://blog.example/x", "https://evil.example/"])
LIKELY = {
    "url": ADDRESSES,
    "body": st.sampled_from(["Who pays?", " ", "x" * 10_001, "a\x00b"]),
    "value": st.sampled_from([-1, 0, 1, 2]),
    "order": st.sampled_from(["newest", "oldest", "top"]),
    "filter": st.sampled_from(["author", "staff", "questions"]),
    "limit": st.sampled_from(["1", "100", "101"]),
}
"""What gets past the first gate, for fields and parameters of these names."""


def ids(stage: Stage, comment_id: int) -> st.SearchStrategy[str]:
    """Return ids of things that are there, and of things that cannot be."""
    there = st.sampled_from([str(stage.thread_id), str(comment_id)])
    return st.one_of(there, there, NUMBERS.map(str), TEXT.filter(lambda text: text.strip("./ ") and "/" not in text))


def body_of(operation: dict) -> st.SearchStrategy[object]:
    """Return bodies for an operation: its own fields with likely and unlikely values, any JSON, and no JSON at all."""
    content = operation.get("requestBody", {}).get("content")
    if content is None:
        return st.none()
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    fields = description()["components"]["schemas"][name]["properties"]
    values = {field: st.one_of(LIKELY.get(field, TEXT), ANY_JSON) for field in fields}
    return st.one_of(st.fixed_dictionaries({}, optional=values), ANY_JSON, TEXT.map(lambda text: text.encode()))


@pytest.mark.parametrize(("method", "path", "operation"), CALLS)
def test_every_answer_is_one_that_the_description_knows(method, path, operation, transactional_db):
    stage = set_stage()
    actor, token = stage.guest_with_token()
    comment_id = stage.say(by=actor).comment_id
    names = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        place = path
        for part in ("{thread_id}", "{comment_id}"):
            if part in place:
                place = place.replace(part, quote(data.draw(ids(stage, comment_id)), safe=""))
        query = data.draw(
            st.fixed_dictionaries({}, optional={name: st.one_of(LIKELY.get(name, TEXT), TEXT) for name in names})
        )
        body = data.draw(body_of(operation))
        key = data.draw(st.one_of(st.just(""), st.text("abc-123", max_size=30)))
        program = Program(data.draw(st.sampled_from([token, "", "nobody's"])))
        answer = program.ask(
            method.upper(),
            f"{place}?{urlencode(query)}" if query else place,
            body if isinstance(body, bytes) or body is None else json.dumps(body),
            **({"Idempotency_Key": key} if key else {}),
        )
        assert answer.status_code < 500

    ask()
