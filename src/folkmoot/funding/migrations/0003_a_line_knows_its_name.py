import django.db.models.deletion
from django.db import migrations, models
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat


def name_lines(apps, _editor):
    """Say what each line is called in the books, as it was called until now."""
    name = Concat(F('iban'), Value('|'), F('entry_key'), output_field=CharField())
    apps.get_model('funding', 'BankLine').objects.update(ref=name)


class Migration(migrations.Migration):
    """A line of a statement is found by the name of its payment, and can be taken back; the link that nobody set goes."""

    dependencies = [
        ('funding', '0002_append_only'),
    ]

    operations = [
        migrations.RemoveField(model_name='bankline', name='payment'),
        migrations.AddField(
            model_name='bankline',
            name='ref',
            field=models.CharField(default='', max_length=255),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='bankline',
            name='taken_from',
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.contribution'
            ),
        ),
        migrations.RunPython(name_lines, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='bankline',
            constraint=models.UniqueConstraint(fields=('publication', 'ref'), name='bank_line_ref_once'),
        ),
    ]
