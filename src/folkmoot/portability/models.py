"""What was imported, so that a second import changes nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from folkmoot.articles.models import Publication


class ImportedItem(models.Model):
    """One item of a source and the row it became. `target_id` is 0 where it became none."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    source_id = models.CharField(max_length=80)
    target_id = models.BigIntegerField()

    class Meta:
        """An item once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "source", "kind", "source_id"], name="imported_once")
        ]
