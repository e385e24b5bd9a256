"""Accounts, readers, guest tokens and staff roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from folkmoot.pure.names.likeness import SKELETON_MAX_CHARS, skeleton
from folkmoot.readers.values import ReaderKind, Role


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; `createsuperuser` calls it."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Return a new account with a hashed password.

        Raises:
            ValueError: no e-mail address.
        """
        if not email:
            message = "an account needs an e-mail address"
            raise ValueError(message)
        looks_like = skeleton(fields.get("name", ""))
        account = self.model(email=self.normalize_email(email).lower(), name_skeleton=looks_like, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Return a new account that may do everything, in every publication."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Account(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in. `name_skeleton` is what names that look like theirs have in common."""

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, blank=True)
    name_skeleton = models.CharField(max_length=SKELETON_MAX_CHARS, blank=True, default="")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """A name is held against those of all accounts."""

        indexes: ClassVar = [models.Index(fields=["name_skeleton"], name="account_by_likeness")]

    def __str__(self) -> str:
        """Return the name staff see."""
        return self.name or self.email


class StaffRole(models.Model):
    """What an account may do in one publication."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="staff_roles")
    publication_id = models.BigIntegerField(db_index=True)
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])

    class Meta:
        """Each role once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication_id", "account", "role"], name="staff_role_once")
        ]


class Reader(models.Model):
    """Anyone who ever acted here: a guest, or the reader side of an account.

    `claim_hash` is HMAC(instance key, e-mail): whoever proves the address later may claim the row.
    It proves nothing by itself, so several readers may carry the same one.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in ReaderKind])
    name = models.CharField(max_length=80, blank=True)
    claim_hash = models.CharField(max_length=64, blank=True)
    account = models.OneToOneField(Account, null=True, on_delete=models.CASCADE, related_name="reader")
    created_at = models.DateTimeField()

    class Meta:
        """A claim looks readers up by their hash."""

        indexes: ClassVar = [
            models.Index(fields=["claim_hash"], name="reader_by_claim", condition=~models.Q(claim_hash=""))
        ]


class GuestToken(models.Model):
    """Proof that a guest is the reader who acted before; only its SHA-256 is kept."""

    id = models.BigAutoField(primary_key=True)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="guest_tokens")
    publication_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Scoped to a publication."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication_id", "token_hash"], name="guest_token_once")
        ]
