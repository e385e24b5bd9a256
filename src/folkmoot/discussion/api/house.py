"""The interface itself: how it refuses, and how it describes itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from folkmoot.discussion.api.examples import ANSWERS, REQUESTS, refusal
from folkmoot.kit.http.problem import problem, problem_of
from folkmoot.pure.problem import PROBLEM_TYPE
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import GUEST_COOKIE

FIRST_ERROR = 400
JSON = "application/json"
DESCRIPTION = (
    "Threads, comments and votes of a publication. Reading needs no proof of who one is. Writing makes whoever is new a "
    "guest; the answer holds their token, to be sent as `Authorization: Bearer`. Times are RFC 3339 UTC, ids are integers."
)
PROOFS = {
    "guestToken": {"type": "http", "scheme": "bearer", "description": "A guest's token."},
    "guestCookie": {"type": "apiKey", "in": "cookie", "name": GUEST_COOKIE},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
}


class Api(NinjaAPI):
    """Ninja, whose operations are named as our commands, and whose refusals are problem documents."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the function's name in camelCase."""
        first, *others = operation.view_func.__name__.split("_")
        return first + "".join(word.capitalize() for word in others)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description, with refusals in their own content type and the ways to prove who one is."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                _exemplify(operation)
        schema["components"]["securitySchemes"] = PROOFS
        schema["security"] = [{}, *({name: []} for name in PROOFS)]
        return schema


api = Api(
    title="Folkmoot",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
)


def _exemplify(operation: dict[str, Any]) -> None:
    """Give an operation's request and each of its answers an example, and each refusal its content type."""
    name = operation["operationId"]
    if name in REQUESTS:
        operation["requestBody"]["content"][JSON]["example"] = REQUESTS[name]
    for status, response in operation["responses"].items():
        content = response["content"][JSON]
        if status < FIRST_ERROR:
            content["example"] = ANSWERS[name, status]
        else:
            content["example"] = refusal(name, status)
            response["content"] = {PROBLEM_TYPE: content}


@api.exception_handler(DeniedError)
def denied(_request: HttpRequest, error: DeniedError) -> HttpResponse:
    """Return a policy's refusal."""
    return problem_of(error.denial)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return the first field that is not as the description says."""
    first = error.errors[0]
    if first["loc"][0] == "body" and not request.body:
        return _bad_json()
    if first["loc"][0] == "path":
        return problem(404, "not_found", gettext("There is nothing at this address."))
    field = ".".join(str(part) for part in first["loc"][1:] if part != "new") or None
    if first["type"] == "extra_forbidden":
        return problem(422, "unknown_field", gettext("There is no field “%(name)s” here.") % {"name": field}, field)
    return problem(422, "invalid_field", f"{first['msg']}.", field)


@api.exception_handler(HttpError)
def unreadable(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    """Return that the body is not JSON: the only failure that Ninja itself reports here."""
    return _bad_json()


def _bad_json() -> HttpResponse:
    return problem(400, "bad_json", gettext("The request's body is not readable as JSON."))
