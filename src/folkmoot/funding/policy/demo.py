"""The demo provider stays among its own: what looks like money and is none must never stand beside what is."""

from __future__ import annotations

from collections.abc import Collection

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

DEMO = "demo"


def mixed_with_demo(providers: Collection[str]) -> Denial | None:
    """Return a denial for a campaign that offers the demo provider together with others."""
    if DEMO not in providers or len(set(providers)) == 1:
        return None
    return Denial(
        code="mixed_with_demo",
        sentence=_("The demo provider moves no money, so a campaign cannot offer it beside others."),
        field="providers",
    )


def beside_live(*, is_test: bool, others_are_test: Collection[bool]) -> Denial | None:
    """Return a denial where a campaign of the demo provider and one with real money would run at once.

    Args:
        is_test: of the campaign that is to run, or to be given to.
        others_are_test: of each other campaign of the publication that runs.
    """
    if all(other == is_test for other in others_are_test):
        return None
    if is_test:
        sentence = _("A campaign for real money is running, so none that moves no money can run beside it.")
    else:
        sentence = _("A campaign that moves no money is running. Close it before you ask for real money.")
    return Denial(code="demo_beside_live", sentence=sentence)
