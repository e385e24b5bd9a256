"""What proves an account, and where it is signed in."""

from __future__ import annotations

from folkmoot.kit.passkeys import Credential
from folkmoot.readers.models import Account, Passkey, RecoveryCode, SignIn, TimeCode
from folkmoot.readers.values.staff import Means, PasskeyView, ProofsView, SignInView


def proofs_of(account: Account) -> ProofsView:
    """Return what proves an account. Three queries."""
    return ProofsView(
        has_password=account.has_usable_password(),
        has_code=TimeCode.objects.filter(account=account).exists(),
        recovery_left=RecoveryCode.objects.filter(account=account, used_at=None).count(),
        passkeys=tuple(
            PasskeyView(id=key.id, name=key.name, domain=key.domain, created_at=key.created_at, used_at=key.used_at)
            for key in Passkey.objects.filter(account=account).order_by("id")
        ),
    )


def credentials_of(account_id: int, domain: str) -> list[Credential]:
    """Return an account's passkeys that work at a host name. One query."""
    keys = Passkey.objects.filter(account_id=account_id, domain=domain)
    return [Credential(id=key.credential_id, data=key.credential) for key in keys]


def sign_ins_of(account: Account, *, session_key: str) -> tuple[SignInView, ...]:
    """Return where an account is signed in, newest first. One query."""
    rows = SignIn.objects.filter(account=account).order_by("-id")
    return tuple(
        SignInView(
            id=row.id, browser=row.browser, means=Means(row.means), at=row.at, here=row.session_key == session_key
        )
        for row in rows
    )
