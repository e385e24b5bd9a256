"""What is kept of those who act: accounts and readers, proofs of who they are, and what staff did."""

from folkmoot.readers.models.accounts import Account, AccountManager, GuestToken, Reader, StaffRole
from folkmoot.readers.models.acts import AuditEntry
from folkmoot.readers.models.factors import Passkey, RecoveryCode, TimeCode
from folkmoot.readers.models.letters import Invitation, PasswordLink
from folkmoot.readers.models.sessions import SignIn

__all__ = [
    "Account",
    "AccountManager",
    "AuditEntry",
    "GuestToken",
    "Invitation",
    "Passkey",
    "PasswordLink",
    "Reader",
    "RecoveryCode",
    "SignIn",
    "StaffRole",
    "TimeCode",
]
