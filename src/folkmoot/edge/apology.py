"""A refusal as a page for people: plain HTML, because the edge knows no stylesheets."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from folkmoot.edge.limits import Refusal, header_values
from folkmoot.edge.pages import Header
from folkmoot.edge.voice import Voice
from folkmoot.pure.words import gettext_noop as _

PAGE_TYPE = b"text/html; charset=utf-8"
PROGRAMS = ("/api/", "/live/", "/v1alpha1/")
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
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
<p><a href="/">{home}</a></p>
</main>
</body>
</html>
"""


def wants_a_page(path: str, headers: Iterable[Header]) -> bool:
    """Return whether a person asks, with a browser: it says that it reads HTML, and asks for no interface of programs."""
    accepted = b",".join(header_values(headers, b"accept"))
    return b"text/html" in accepted and not path.startswith(PROGRAMS)


def page_of(refusal: Refusal, voice: Voice) -> bytes:
    """Return the page that says what is wrong and leads on, as the publication speaks."""
    title = TITLES.get(refusal.status, _("That did not work"))
    return PAGE.format(
        language=escape(voice.language),
        direction=voice.direction,
        title=escape(voice.say(title, {})),
        sentence=escape(voice.say(refusal.detail, refusal.values)),
        home=escape(voice.say(_("To the front page"), {})),
    ).encode()


TITLES = {
    408: _("That took too long"),
    413: _("That is too big"),
    421: _("No publication lives here"),
    429: _("A little slower, please"),
    503: _("Too much at once"),
}
