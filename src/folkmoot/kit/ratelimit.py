"""Limits by GCRA: one timestamp per key, exact, with an explicit burst."""

from __future__ import annotations

from django.db import models


class Limit(models.Model):
    """The theoretical arrival time of one key, in microseconds since the epoch."""

    key = models.CharField(max_length=96, primary_key=True)
    tat_us = models.BigIntegerField(db_index=True)

    class Meta:
        """Named for the room."""

        app_label = "kit"
        db_table = "kit_limit"
