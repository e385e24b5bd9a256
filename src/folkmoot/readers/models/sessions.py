"""Where accounts are signed in."""

from __future__ import annotations

from django.db import models


class SignIn(models.Model):
    """One browser in which an account is signed in; as long as its session lives.

    `browser` is what it calls itself in two words ("Firefox, Linux"). No network address is kept.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("readers.Account", on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=80, blank=True)
    means = models.CharField(max_length=20)
    at = models.DateTimeField()
