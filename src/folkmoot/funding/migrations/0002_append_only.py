from django.db import migrations

from folkmoot.kit import append_only

TABLES = ('funding_journalentry', 'funding_posting')


def keep(apps, editor):
    """Let nobody change the journal."""
    append_only.keep(editor, *TABLES)


def release(apps, editor):
    """Let the journal's tables be dropped."""
    append_only.release(editor, *TABLES)


class Migration(migrations.Migration):
    """What is booked stays as it was booked: the database itself refuses everything else."""

    dependencies = [
        ('funding', '0001_begin'),
    ]

    operations = [
        migrations.RunPython(keep, release),
    ]
