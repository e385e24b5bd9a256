"""What an article may rest on, and what its text may cite. Facts in, a denial or None out."""

from __future__ import annotations

from collections.abc import Sequence

from folkmoot.articles.values import SourceDraft, SourceKind
from folkmoot.pure.urls import MAX_CHARS as URL_MAX_CHARS
from folkmoot.pure.urls import origin_of
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

SOURCES_MAX = 100
SOURCE_NAME_MAX_CHARS = 200
FIELD = "sources"


def bad_sources(sources: Sequence[SourceDraft]) -> Denial | None:
    """Refuse sources without a name (unless unnamed), with a link that is none, or that cite each other in a circle."""
    if len(sources) > SOURCES_MAX:
        sentence = _("An article may have at most %(limit)s sources.")
        return Denial(code="sources_too_many", sentence=sentence, field=FIELD, values={"limit": SOURCES_MAX})
    found = (_bad_source(number, source, len(sources)) for number, source in enumerate(sources, 1))
    return next((denial for denial in found if denial), None) or _circle(sources)


def unknown_marker(number: int | None) -> Denial | None:
    """Refuse a text that cites a source there is not. `number` is that of a marker left standing, or None."""
    if number is None:
        return None
    sentence = _("The text cites source %(number)s with [^%(number)s], but there is no such source.")
    return Denial(code="source_unknown", sentence=sentence, field="source", values={"number": number})


def _bad_source(number: int, source: SourceDraft, count: int) -> Denial | None:
    if not source.name and source.kind is not SourceKind.ANONYMOUS:
        return _denied("source_nameless", _("Source %(number)s needs a name, or must be an unnamed one."), number)
    if len(source.name) > SOURCE_NAME_MAX_CHARS or len(source.role) > SOURCE_NAME_MAX_CHARS:
        sentence = _("The name and the role of source %(number)s may have at most %(limit)s characters each.")
        return _denied("too_long", sentence, number, limit=SOURCE_NAME_MAX_CHARS)
    if source.url and not _is_link(source.url):
        sentence = _("The link of source %(number)s is not a web address. It begins with https:// or http://.")
        return _denied("bad_url", sentence, number)
    if source.on_word_of is not None and not 1 <= source.on_word_of <= count:
        sentence = _("Source %(number)s cites source %(cited)s, but there is no such source.")
        return _denied("source_unknown", sentence, number, cited=source.on_word_of)
    return None


def _circle(sources: Sequence[SourceDraft]) -> Denial | None:
    for number in range(1, len(sources) + 1):
        seen: set[int] = set()
        following: int | None = number
        while following is not None and following not in seen:
            seen.add(following)
            following = sources[following - 1].on_word_of
        if following is not None:
            sentence = _("Source %(number)s rests on its own word in the end. Each chain must begin with somebody.")
            return _denied("source_circle", sentence, following)
    return None


def _is_link(url: str) -> bool:
    try:
        origin_of(url)
    except ValueError:
        return False
    return len(url) <= URL_MAX_CHARS


def _denied(code: str, sentence: str, number: int, **values: object) -> Denial:
    return Denial(code=code, sentence=sentence, field=FIELD, values={"number": number, **values})
