"""The interface describes itself: every call with words and examples that hold, as JSON and as a page."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator

from folkmoot.kit.http.problem import status_of
from tests.discussion.callers import description

ABOUT_THE_HOUSE = {"bad_json": 400, "invalid_field": 422, "unknown_host": 421, "busy": 503}
"""Codes that no policy gives: those of the door itself."""

CALLS = [
    pytest.param(operation, id=operation["operationId"])
    for operations in description()["paths"].values()
    for operation in operations.values()
]


def holds(content: dict) -> None:
    """Assert that an example is as its schema says."""
    schema = {**content["schema"], "components": description()["components"]}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(content["example"])


@pytest.mark.parametrize("operation", CALLS)
def test_every_call_says_what_it_does_what_it_takes_and_what_it_answers(operation):
    assert operation["description"].strip()
    for parameter in operation.get("parameters", []):
        assert parameter.get("description") or parameter["schema"].get("description"), parameter["name"]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        holds(content)
    for status, response in operation["responses"].items():
        (content,) = response["content"].values()
        holds(content)
        if int(status) >= 400:
            code = content["example"]["code"]
            assert content["example"]["status"] == int(status)
            assert ABOUT_THE_HOUSE.get(code, status_of(code)) == int(status)


def test_the_calls_of_the_contract_are_there():
    told = {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1")))
        for path, operations in description()["paths"].items()
        for method in operations
    }
    assert told >= {
        ("GET", "/threads"),
        ("POST", "/threads"),
        ("GET", "/threads/{}/comments"),
        ("POST", "/threads/{}/comments"),
        ("GET", "/comments/{}"),
        ("GET", "/comments/{}/replies"),
        ("PATCH", "/comments/{}"),
        ("DELETE", "/comments/{}"),
        ("PUT", "/comments/{}/vote"),
        ("GET", "/me"),
        ("GET", "/counts"),
    }


def test_a_page_shows_them_all(stage, client):
    page = client.get("/api/v1/docs/")
    text = page.content.decode()
    assert page.status_code == 200
    for path, operations in description()["paths"].items():
        for method, operation in operations.items():
            assert f'<h2 id="{operation["operationId"]}"><code dir="ltr">{method.upper()} {path}</code></h2>' in text
            assert operation["description"].split("\n\n")[0].split("'")[0] in text
