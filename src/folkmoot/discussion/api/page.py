"""The interface's description of itself, as a page for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.articles.events import chrome_key
from folkmoot.articles.queries import chrome_of, publication_of
from folkmoot.discussion.api import api
from folkmoot.kit.http.caching import shared
from folkmoot.kit.look.render import render_shared

FIRST_ERROR = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What an address or a header says. `place` is "path", "query" or "header"."""

    name: str
    place: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an operation may answer, with an example as indented JSON; `code` is a refusal's own name, or empty."""

    status: int
    code: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operation; `request` is an example of its body, empty where it takes none."""

    id: str
    method: str
    path: str
    paragraphs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    request: str
    answers: tuple[Answer, ...]
    refusals: tuple[Answer, ...]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Return every call with what it takes and what it answers, the same for everybody."""
    chrome = chrome_of(publication_of(request).id)
    context = {"calls": tuple(calls(api.get_openapi_schema())), "description": api.description}
    html = render_shared("discussion/interface.html", chrome, context)
    return shared(HttpResponse(html), keys=(chrome_key(chrome.publication_id),))


def calls(schema: Mapping[str, Any]) -> Iterator[Call]:
    """Yield the operations of an OpenAPI description whose every answer has an example."""
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            answers = tuple(_answers(operation))
            body = operation.get("requestBody", {}).get("content", {})
            yield Call(
                id=operation["operationId"],
                method=method.upper(),
                path=path,
                paragraphs=tuple(operation["description"].split("\n\n")),
                parameters=tuple(_parameters(operation)),
                request="".join(_indented(content["example"]) for content in body.values()),
                answers=tuple(answer for answer in answers if answer.status < FIRST_ERROR),
                refusals=tuple(answer for answer in answers if answer.status >= FIRST_ERROR),
            )


def _parameters(operation: Mapping[str, Any]) -> Iterator[Parameter]:
    for one in operation.get("parameters", ()):
        description = one.get("description") or one["schema"].get("description", "")
        yield Parameter(name=one["name"], place=one["in"], description=description)


def _answers(operation: Mapping[str, Any]) -> Iterator[Answer]:
    for status, response in sorted(operation["responses"].items()):
        for content in response["content"].values():
            example = content["example"]
            code = example["code"] if status >= FIRST_ERROR else ""
            yield Answer(status=status, code=code, example=_indented(example))


def _indented(example: object) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)
