"""Why a name is refused, in the same words wherever one is given."""

from __future__ import annotations

from folkmoot.pure.names.offices import pretends_mark, pretends_office
from folkmoot.pure.names.spelling import Fault, fault_of
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

SENTENCES = {
    Fault.UNSEEN: _("This name holds a character that cannot be seen. Please write it anew."),
    Fault.LETTERLESS: _("A name needs at least one letter or digit."),
    Fault.PILED: _("This name piles up accents. Please write it with fewer of them."),
}


def unreadable_name(name: str) -> Denial | None:
    """Refuse a spelled name with what nobody sees, without a letter, or with accents that spill over the page."""
    fault = fault_of(name)
    return Denial(code="name_unreadable", sentence=SENTENCES[fault], field="name") if fault else None


def deceiving_name(name: str) -> Denial | None:
    """Refuse a name that says its bearer decides here, or that imitates the mark of somebody without a name."""
    if pretends_office(name):
        sentence = _("This name says that you work or decide here. Please choose another one.")
        return Denial(code="name_deceives", sentence=sentence, field="name")
    if pretends_mark(name):
        sentence = _(
            "This looks like the mark of somebody without a name. Leave the name empty, or choose another one."
        )
        return Denial(code="name_deceives", sentence=sentence, field="name")
    return None


def taken_name() -> Denial:
    """Refuse the name of somebody who works or writes here, or has an account; or one that looks like it."""
    sentence = _(
        "Somebody here is called that, or almost. Add another name or an initial, so that nobody confuses you."
    )
    return Denial(code="name_taken", sentence=sentence, field="name")


def name_of_the_house() -> Denial:
    """Refuse the name of the publication itself, or one that looks like it."""
    sentence = _("This is what the publication is called, or almost. Please choose another name.")
    return Denial(code="name_deceives", sentence=sentence, field="name")
