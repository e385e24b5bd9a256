"""What proves an account besides, or instead of, its password."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TimeCode(models.Model):
    """An app that shows a new six-digit code every thirty seconds (TOTP, RFC 6238).

    Only a salt is kept: its secret is made of the salt and a key outside the database. `last_step` is the thirty
    seconds whose code was taken last, so that none is taken twice.
    """

    account = models.OneToOneField(
        "readers.Account", primary_key=True, on_delete=models.CASCADE, related_name="time_code"
    )
    salt = models.CharField(max_length=64)
    last_step = models.BigIntegerField()
    created_at = models.DateTimeField()


class RecoveryCode(models.Model):
    """A code on paper that replaces a second factor once; only its keyed hash is kept."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("readers.Account", on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Each code once an account."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "code_hash"], name="recovery_code_once")]


class Passkey(models.Model):
    """A key on a device, or in a password manager, that signs in by itself (WebAuthn).

    `credential` is its attested credential data in base64url: id and public key. `domain` is the host name it works at.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("readers.Account", on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=80)
    domain = models.CharField(max_length=253)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.TextField()
    uses = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
