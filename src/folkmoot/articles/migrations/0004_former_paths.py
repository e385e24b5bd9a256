"""Addresses that sections, authors and tags had lead on."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Only adds."""

    dependencies: ClassVar = [
        ("articles", "0003_a_newspaper"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="FormerPath",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("path", models.CharField(max_length=300)),
                ("target", models.CharField(max_length=300)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_paths",
                        to="articles.publication",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "path"), name="former_path_once"),
                ],
            },
        ),
    ]
