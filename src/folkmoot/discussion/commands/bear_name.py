"""Speak under a name: the account's own, one that a guest gives, or none."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.discussion.commands.find_names import Bearer, names_like, names_of_the_house
from folkmoot.discussion.commands.read_words import read_name
from folkmoot.discussion.policy import against_name_policy, borne_by_others
from folkmoot.discussion.values import GUEST_BADGE, NAMESAKE_BADGE, NamePolicy
from folkmoot.pure.names.denials import deceiving_name
from folkmoot.pure.names.likeness import alike, skeleton, skeletons
from folkmoot.pure.names.offices import is_nameless
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import name_of_account
from folkmoot.readers.values import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BorneName:
    """How somebody's name stands in a thread.

    Attributes:
        skeleton: what names that look like a guest's have in common; "" for accounts and where there is none.
        badges: codes of what stands beside it.
    """

    skeleton: str = ""
    badges: tuple[str, ...] = ()


def choose_name(text: str, actor: Actor) -> str:
    """Return the name under which somebody would speak; "" for none. An account has its own; "Anonymous" is none.

    Raises:
        DeniedError: `name_unreadable`, `name_too_long`, `name_deceives`.
    """
    if actor.account_id is not None:
        return name_of_account(actor.account_id)
    name = read_name(text)
    if is_nameless(name):
        return ""
    require(deceiving_name(name))
    return name


def bear_name(name: str, *, actor: Actor, publication_id: int, thread_id: int, policy: NamePolicy) -> BorneName:
    """Return how a chosen name stands in a thread. One query for a guest who gives one, none for one who does not.

    Two for an account that has no role here: it has its name from itself. Staff have theirs with the owner's knowledge.

    Raises:
        DeniedError: `account_needed`, `name_missing`, `name_deceives`, `name_taken`.
    """
    if actor.account_id is not None:
        return BorneName() if actor.roles else _as_reader(name, actor.account_id, publication_id)
    require(against_name_policy(name, policy))
    if not (looks := skeletons(name)):
        return BorneName(badges=(GUEST_BADGE,))
    borne = names_like(looks, publication_id=publication_id, thread_id=thread_id, reader_id=actor.reader_id)
    by: dict[Bearer, list[str]] = {bearer: [one.name for one in borne if one.bearer is bearer] for bearer in Bearer}
    require(borne_by_others(name, publication_name="".join(by[Bearer.PUBLICATION]), staff_names=by[Bearer.STAFF]))
    is_second = any(alike(name, other) for other in by[Bearer.READER])
    return BorneName(skeleton=skeleton(name), badges=(GUEST_BADGE, NAMESAKE_BADGE)[: 1 + is_second])


def _as_reader(name: str, account_id: int, publication_id: int) -> BorneName:
    """Return how the name of an account without a role stands: marked where it is also that of somebody else's byline.

    It is not refused: whoever was called so before somebody of that name wrote here goes on to speak.
    """
    publication_name, bylines = names_of_the_house(
        skeletons(name), publication_id=publication_id, account_id=account_id
    )
    require(borne_by_others(name, publication_name=publication_name, staff_names=()))
    return BorneName(badges=(NAMESAKE_BADGE,) if any(alike(name, other) for other in bylines) else ())
