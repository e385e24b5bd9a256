"""What owners do with staff, as the audit log says it after the name of who did it. The codes are permanent."""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot.pure.words import gettext_noop as _

ACTS: Mapping[str, str] = {
    "staff.invited": _("invited %(subject)s"),
    "staff.invitation_ended": _("took back the invitation of %(subject)s"),
    "staff.joined": _("accepted an invitation"),
    "staff.role_given": _("gave a role: %(subject)s"),
    "staff.role_taken": _("took a role: %(subject)s"),
    "staff.ended": _("ended the work of %(subject)s"),
    "staff.factors_forgotten": _("forgot the second factors of %(subject)s"),
    "staff.password_link": _("made a link to a new password for %(subject)s"),
    "account.password_changed": _("chose a new password"),
    "account.code_added": _("set up codes of an app"),
    "account.code_removed": _("removed the codes of an app"),
    "account.recovery_made": _("made new recovery codes"),
    "account.passkey_added": _("added a passkey: %(subject)s"),
    "account.passkey_removed": _("removed a passkey: %(subject)s"),
}
