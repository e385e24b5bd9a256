"""What one may do in a discussion. Facts in, a denial or None out."""

from folkmoot.discussion.policy.deciding import not_a_moderator, not_held, not_removable
from folkmoot.discussion.policy.holding import not_in_charge, unfit_pace, unfit_settings
from folkmoot.discussion.policy.naming import against_name_policy, borne_by_others, unfit_name
from folkmoot.discussion.policy.picking import not_pickable, too_many_picks, unfit_pick_reason, unknown_pick
from folkmoot.discussion.policy.seeing import MODERATORS, unknown_comment, unknown_thread, unseen
from folkmoot.discussion.policy.sending import (
    key_of_another_request,
    too_fast,
    too_many_urls,
    unfit_key,
    unknown_filter,
)
from folkmoot.discussion.policy.speaking import closed, not_changeable, read_only, too_soon, wrong_parent
from folkmoot.discussion.policy.voting import not_taken, not_votable, unfit_vote, weight_of
from folkmoot.discussion.policy.words import EMAIL, unfit_body, unfit_email, unfit_reason, unreadable

__all__ = [
    "EMAIL",
    "MODERATORS",
    "against_name_policy",
    "borne_by_others",
    "closed",
    "key_of_another_request",
    "not_a_moderator",
    "not_changeable",
    "not_held",
    "not_in_charge",
    "not_pickable",
    "not_removable",
    "not_taken",
    "not_votable",
    "read_only",
    "too_fast",
    "too_many_picks",
    "too_many_urls",
    "too_soon",
    "unfit_body",
    "unfit_email",
    "unfit_key",
    "unfit_name",
    "unfit_pace",
    "unfit_pick_reason",
    "unfit_reason",
    "unfit_settings",
    "unfit_vote",
    "unknown_comment",
    "unknown_filter",
    "unknown_pick",
    "unknown_thread",
    "unreadable",
    "unseen",
    "weight_of",
    "wrong_parent",
]
