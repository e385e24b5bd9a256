"""What staff do with comments and threads."""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot.pure.words import gettext_noop as _

# What staff do with comments and threads, as the audit log says it after the name of who did it. Permanent codes.
ACTS: Mapping[str, str] = {
    "comment.released": _("let a comment appear under “%(subject)s”"),
    "comment.pinned": _("pinned a comment to the top of the discussion of “%(subject)s”"),
    "comment.featured": _("featured a comment under “%(subject)s”"),
    "comment.unpicked": _("put a comment under “%(subject)s” back among the others"),
    "comment.removed": _("removed a comment under “%(subject)s”"),
    "thread.closed": _("closed the discussion of “%(subject)s”"),
    "discussion.changed": _("changed how discussions are held"),
    "discussion.made_read_only": _("made all discussions read-only"),
    "discussion.opened_again": _("let everybody comment and vote again"),
    "thread.paced": _("changed how often one may comment under “%(subject)s”"),
    "thread.reopened": _("reopened the discussion of “%(subject)s”"),
}
