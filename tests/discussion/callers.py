"""A program that talks to the JSON interface, and checks each answer against its own description."""

from __future__ import annotations

import json
from functools import cache
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator

from folkmoot.discussion.api import api

_networks = count(1)


@cache
def description() -> dict[str, Any]:
    """Return the interface's own description, as plain JSON."""
    described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return described


class Program:
    """A caller without cookies, from a network of its own, that sends JSON and maybe a token."""

    def __init__(self, token: str = "", *, host: str = "testserver", network: str = "", **headers: str) -> None:
        self.client = Client(raise_request_exception=True)
        number = next(_networks)
        self.environ = {"REMOTE_ADDR": network or f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        self.environ |= {"HTTP_HOST": host, "CONTENT_TYPE": "application/json"}
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        """Send one request; the answer must be one that the description knows."""
        data = body if isinstance(body, bytes | str) else json.dumps(body) if body is not None else ""
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.client.generic(
            method, f"/api/v1{path}", data, content_type="application/json", headers=sent, **self.environ
        )
        self.check(method, path.partition("?")[0], response)
        return response

    def check(self, method: str, path: str, response: HttpResponse) -> None:
        """Assert that status, content type and shape are as described."""
        known, operation = _operation(method, path)
        status, kind = str(response.status_code), response["Content-Type"].partition(";")[0]
        described = operation["responses"].get(status)
        assert described is not None, f"{method} {path}: {status} is not described: {response.content!r}"
        assert kind in described["content"], f"{method} {path}: {kind} is not described"
        _described(known, method, status, kind).validate(response.json())

    def post(self, thread_id: int, body: str = "", **fields: object) -> dict[str, Any]:
        """Post a comment that must be accepted and return the answer."""
        response = self.ask(
            "POST", f"/threads/{thread_id}/comments", {"body": body or f"Word {next(_networks)}", **fields}
        )
        assert response.status_code == 201, response.content
        answer: dict[str, Any] = response.json()
        return answer


@cache
def _described(known: str, method: str, status: str, kind: str) -> Draft202012Validator:
    """Return what measures an answer by its description; making one takes longer than measuring."""
    responses = description()["paths"][known][method.lower()]["responses"]
    schema = {**responses[status]["content"][kind]["schema"], "components": description()["components"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _operation(method: str, path: str) -> tuple[str, dict[str, Any]]:
    """Return the path as the description writes it, and what it says of the method there."""
    asked = path.strip("/").split("/")
    for known, operations in description()["paths"].items():
        parts = known.removeprefix("/api/v1").strip("/").split("/")
        if len(parts) == len(asked) and all(
            part == given or part.startswith("{") for part, given in zip(parts, asked, strict=True)
        ):
            found: dict[str, Any] = operations[method.lower()]
            return known, found
    message = f"{method} {path} is not described"
    raise AssertionError(message)
