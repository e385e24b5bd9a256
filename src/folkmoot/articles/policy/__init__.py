"""What may be written and published, and by whom. Facts in, a denial or None out."""

from __future__ import annotations

import re
from collections.abc import Collection

from folkmoot.articles.values import ArticleDraft, ArticleState, FixedPageDraft, PublicationDraft
from folkmoot.pure.urls import origin_of
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

WRITERS = frozenset({Role.OWNER, Role.EDITOR, Role.AUTHOR})
HEADLINE_MAX_CHARS = 400
STANDFIRST_MAX_CHARS = 2_000
SOURCE_MAX_CHARS = 500_000
NAME_MAX_CHARS = 200
ALT_MAX_CHARS = 500
CAPTION_MAX_CHARS = 1_000
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)

# First words of our own addresses: a fixed page there would never be reached, or would hide something.
RESERVED_SLUGS = frozenset({
    "admin", "api", "articles", "author", "begin", "comments", "desk", "embed", "feed", "healthz", "live", "media",
    "metrics", "my", "pay", "readyz", "search", "section", "sitemap", "static", "support", "tag", "threads", "v1", "v1alpha1",
})  # fmt: skip


def not_a_writer(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not write here: owners, editors and authors may."""
    if WRITERS.isdisjoint(roles):
        return Denial(code="not_allowed", sentence=_("Only owners, editors and authors may write and publish here."))
    return None


def not_on_staff(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever has nothing to do at the desk."""
    if roles:
        return None
    return Denial(code="not_allowed", sentence=_("The desk is for those who work here. Ask an owner for a role."))


def bad_url(sentence: str) -> Denial:
    """Refuse an address that cannot be read, in the words of whoever tried."""
    return Denial(code="bad_url", sentence=sentence, field="url")


def unregistered_origin(address: str, origins: Collection[str]) -> Denial | None:
    """Refuse a page of a site that the publication has not registered. `address` is as stored; our own are paths."""
    if address.startswith("/") or origin_of(address) in origins:
        return None
    sentence = _("This site is not registered here, so its pages cannot host a discussion.")
    return Denial(code="unknown_origin", sentence=sentence, field="url")


def unknown_page() -> Denial:
    """Refuse to open a thread under an address of ours where nothing can be read."""
    return Denial(code="unknown_page", sentence=_("There is no page at this address."), field="url")


def bad_article(draft: ArticleDraft) -> Denial | None:
    """Refuse a draft without a headline, or with something too long to keep."""
    if not draft.headline:
        return Denial(code="headline_missing", sentence=_("An article needs a headline."), field="headline")
    return (
        _too_long("headline", draft.headline, HEADLINE_MAX_CHARS)
        or _too_long("standfirst", draft.standfirst, STANDFIRST_MAX_CHARS)
        or _too_long("source", draft.source, SOURCE_MAX_CHARS)
        or _too_long("section_name", draft.section_name, NAME_MAX_CHARS)
        or _first_too_long("tag_names", draft.tag_names)
        or _first_too_long("author_names", draft.author_names)
    )


def bad_fixed_page(draft: FixedPageDraft) -> Denial | None:
    """Refuse a fixed page without a title, or with something too long to keep."""
    if not draft.title:
        return Denial(code="title_missing", sentence=_("A page needs a title."), field="title")
    return _too_long("title", draft.title, HEADLINE_MAX_CHARS) or _too_long("source", draft.source, SOURCE_MAX_CHARS)


def bad_text(field: str, sentence: str) -> Denial:
    """Refuse a text that cannot be stored, in the words of whoever tried."""
    return Denial(code="bad_text", sentence=sentence, field=field)


def bad_slug(slug: str, *, reserved: bool, taken: bool) -> Denial | None:
    """Refuse a slug that is empty, one of our own addresses (`reserved` if such an address would be hidden), or taken."""
    if not slug:
        return Denial(code="slug_missing", sentence=_("The address needs at least one letter or digit."), field="slug")
    if reserved and slug in RESERVED_SLUGS:
        return Denial(
            code="slug_reserved",
            sentence=_("“%(slug)s” is an address of Folkmoot itself; choose another."),
            values={"slug": slug},
            field="slug",
        )
    if taken:
        return Denial(
            code="slug_taken",
            sentence=_("“%(slug)s” is the address of something else already; choose another."),
            values={"slug": slug},
            field="slug",
        )
    return None


def not_publishable(state: ArticleState, source: str, *, later: bool) -> Denial | None:
    """Refuse to publish an empty article, or to put one that can be read already off until later."""
    if not source.strip():
        return Denial(code="article_empty", sentence=_("There is no text to publish yet."), field="source")
    if later and state is ArticleState.PUBLISHED:
        sentence = _("This article can be read already. Withdraw it first to publish it later.")
        return Denial(code="already_published", sentence=sentence, field="published_at")
    return None


def bad_cursor() -> Denial:
    """Refuse a link to older articles that was not made here."""
    sentence = _("This link to older articles is damaged; start again at the first page.")
    return Denial(code="bad_cursor", sentence=sentence, field="before")


def bad_moment() -> Denial:
    """Refuse a day and hour that cannot be read."""
    return Denial(
        code="bad_moment", sentence=_("Say on which day and at what time it shall appear."), field="published_at"
    )


def not_withdrawable(state: ArticleState) -> Denial | None:
    """Refuse to withdraw what neither can be read nor will be."""
    if state in (ArticleState.PUBLISHED, ArticleState.SCHEDULED):
        return None
    return Denial(code="not_published", sentence=_("This article is not published, so it cannot be withdrawn."))


def bad_picture_words(alt: str, caption: str, credit: str) -> Denial | None:
    """Refuse a picture that somebody who cannot see it would know nothing about, or words too long to keep."""
    if not alt:
        sentence = _("Say in a few words what the picture shows, for readers who cannot see it.")
        return Denial(code="alt_missing", sentence=sentence, field="alt")
    return (
        _too_long("alt", alt, ALT_MAX_CHARS)
        or _too_long("caption", caption, CAPTION_MAX_CHARS)
        or _too_long("credit", credit, NAME_MAX_CHARS)
    )


def bad_publication(draft: PublicationDraft, *, zone_is_known: bool) -> Denial | None:
    """Refuse a publication without a name, a web address, a language or a time zone that exists."""
    if not draft.name.strip():
        return Denial(code="name_missing", sentence=_("A publication needs a name."), field="name")
    if not LANGUAGE.fullmatch(draft.language):
        return Denial(
            code="bad_language", sentence=_("The language is a code such as en, de or pt-br."), field="language"
        )
    if not zone_is_known:
        sentence = _("The time zone is a name such as Europe/Berlin.")
        return Denial(code="bad_time_zone", sentence=sentence, field="time_zone")
    return _bad_address("base_url", draft.base_url) or next(
        (denial for origin in draft.origins if (denial := _bad_address("origins", origin))), None
    )


def _bad_address(field: str, url: str) -> Denial | None:
    try:
        origin_of(url)
    except ValueError as error:
        return Denial(code="bad_url", sentence=str(error), field=field)
    return None


def _too_long(field: str, text: str, limit: int) -> Denial | None:
    if len(text) <= limit:
        return None
    return Denial(
        code="too_long",
        sentence=_("This may have at most %(limit)s characters."),
        values={"limit": limit},
        field=field,
    )


def _first_too_long(field: str, names: Collection[str]) -> Denial | None:
    return next((denial for name in names if (denial := _too_long(field, name, NAME_MAX_CHARS))), None)
