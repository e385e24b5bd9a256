"""A refusal as a page for people: plain HTML, because the edge knows neither stylesheets nor languages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from folkmoot.edge.limits import Refusal, header_values
from folkmoot.edge.pages import Header

PAGE_TYPE = b"text/html; charset=utf-8"
PROGRAMS = ("/api/", "/v1alpha1/")
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{sentence}</p>
<p><a href="/">To the front page</a></p>
</main>
</body>
</html>
"""


def wants_a_page(path: str, headers: Iterable[Header]) -> bool:
    """Return whether a person asks, with a browser: it says that it reads HTML, and asks for no interface of programs."""
    accepted = b",".join(header_values(headers, b"accept"))
    return b"text/html" in accepted and not path.startswith(PROGRAMS)


def page_of(refusal: Refusal) -> bytes:
    """Return the page that says what is wrong and leads on."""
    title = TITLES.get(refusal.status, "That did not work")
    return PAGE.format(title=escape(title), sentence=escape(refusal.detail)).encode()


TITLES = {
    408: "That took too long",
    413: "That is too big",
    421: "No publication lives here",
    429: "A little slower, please",
    503: "Too much at once",
}
