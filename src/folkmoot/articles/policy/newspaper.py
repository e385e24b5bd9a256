"""What may be said about the newspaper itself, its parts and its front page, and by whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from folkmoot.articles.policy import NAME_MAX_CHARS
from folkmoot.articles.values import ArticleState, MenuRow
from folkmoot.pure.labels import fits, places_in
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

PUBLICATION_NAME_MAX_CHARS = 120
TAGLINE_MAX_CHARS = 300
MENU_MAX_ROWS = 12
MENU_NAME_MAX_CHARS = 40
FOOTER_MAX_CHARS = 2_000
LABELS_MAX = 200
LABEL_MAX_CHARS = 300
BIOGRAPHY_MAX_CHARS = 5_000
ADDRESS_MAX_CHARS = 300
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]")
OWN_PATH = re.compile(r"/(?!/)[^\s\\]*")
WHOLE_ADDRESS = re.compile(r"https?://[^\s\\]+")


def not_an_owner(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not change what the newspaper is called and how it looks: only owners may."""
    if Role.OWNER in roles:
        return None
    return Denial(
        code="not_allowed", sentence=_("Only owners may change what the newspaper is called and how it looks.")
    )


def too_long_a_name(name: str, tagline: str) -> Denial | None:
    """Refuse a name or a tagline that no masthead could hold."""
    for field, text, limit in (("name", name, PUBLICATION_NAME_MAX_CHARS), ("tagline", tagline, TAGLINE_MAX_CHARS)):
        if len(text) > limit:
            sentence = _("This may have at most %(limit)s characters.")
            return Denial(code="too_long", sentence=sentence, field=field, values={"limit": limit})
    return None


def bad_host(hosts: Collection[str]) -> Denial | None:
    """Refuse what is no name of a host; the name stands alone, without https:// and without a port."""
    for host in hosts:
        if not HOST.fullmatch(host.strip()):
            sentence = _("“%(host)s” is not the name of a host such as www.example.org.")
            return Denial(code="bad_host", sentence=sentence, field="hosts", values={"host": host[:80]})
    return None


def bad_menu(rows: Sequence[MenuRow]) -> Denial | None:
    """Refuse a menu too long to read, or with an entry that has no word or leads nowhere."""
    if len(rows) > MENU_MAX_ROWS:
        sentence = _("A menu may have at most %(limit)s entries.")
        return Denial(code="too_many", sentence=sentence, field="menu", values={"limit": MENU_MAX_ROWS})
    for number, row in enumerate(rows, start=1):
        if not row.name or len(row.name) > MENU_NAME_MAX_CHARS:
            sentence = _("Entry %(number)s needs a word of at most %(limit)s characters.")
            values = {"number": number, "limit": MENU_NAME_MAX_CHARS}
            return Denial(code="bad_menu", sentence=sentence, field="menu", values=values)
        if len(row.path) > ADDRESS_MAX_CHARS or not (OWN_PATH.fullmatch(row.path) or WHOLE_ADDRESS.fullmatch(row.path)):
            sentence = _("Entry %(number)s needs an address such as /about/ or https://example.org/.")
            return Denial(code="bad_menu", sentence=sentence, field="menu", values={"number": number})
    return None


def bad_footer(text: str) -> Denial | None:
    """Refuse a footer longer than anybody reads."""
    if len(text) <= FOOTER_MAX_CHARS:
        return None
    sentence = _("This may have at most %(limit)s characters.")
    return Denial(code="too_long", sentence=sentence, field="footer", values={"limit": FOOTER_MAX_CHARS})


def bad_labels(labels: Mapping[str, str], known: Collection[str]) -> Denial | None:
    """Refuse a wording of something that we do not say, one too long, or one that does not fit where ours stands."""
    if len(labels) > LABELS_MAX:
        sentence = _("At most %(limit)s labels may be reworded.")
        return Denial(code="too_many", sentence=sentence, field="labels", values={"limit": LABELS_MAX})
    for ours, own in labels.items():
        if ours not in known:
            sentence = _("“%(words)s” is not a label of ours; choose one from the list.")
            return Denial(code="unknown_label", sentence=sentence, field="labels", values={"words": ours[:80]})
        if len(own) > LABEL_MAX_CHARS:
            sentence = _("A label may have at most %(limit)s characters.")
            return Denial(code="too_long", sentence=sentence, field="labels", values={"limit": LABEL_MAX_CHARS})
        if not fits(ours, own):
            sentence = _(
                "“%(words)s” must keep the places in it (%(places)s) and hold none of < > & and double quotes."
            )
            values = {"words": ours[:80], "places": ", ".join(places_in(ours)) or "—"}
            return Denial(code="bad_label", sentence=sentence, field="labels", values=values)
    return None


def bad_part(name: str, *, role: str = "", biography: str = "") -> Denial | None:
    """Refuse a section, an author or a tag without a name, or with words too long to keep."""
    if not name:
        return Denial(code="name_missing", sentence=_("This needs a name."), field="name")
    for field, text, limit in (
        ("name", name, NAME_MAX_CHARS),
        ("role", role, NAME_MAX_CHARS),
        ("biography", biography, BIOGRAPHY_MAX_CHARS),
    ):
        if len(text) > limit:
            sentence = _("This may have at most %(limit)s characters.")
            return Denial(code="too_long", sentence=sentence, field=field, values={"limit": limit})
    return None


def part_in_use(articles: int) -> Denial | None:
    """Refuse to remove a section, an author or a tag that articles still name."""
    if articles == 0:
        return None
    return Denial(code="not_empty", sentence=_("Articles still name it. Give them another one first."))


def not_its_account(*, is_staff: bool) -> Denial | None:
    """Refuse to tie an author to an account that does not work here."""
    if is_staff:
        return None
    return Denial(code="unknown_account", sentence=_("This account has no role here."), field="account")


def not_a_lead(state: ArticleState | None) -> Denial | None:
    """Refuse to lead the front page with what cannot be read; None stands for no such article here."""
    if state is ArticleState.PUBLISHED:
        return None
    return Denial(code="not_published", sentence=_("Only an article that can be read may lead the front page."))


def begun_already() -> Denial:
    """Refuse to make a page from our text where there is one for its purpose."""
    return Denial(code="begun_already", sentence=_("There is a page for this already."))
