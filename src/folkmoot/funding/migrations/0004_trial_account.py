from django.db import migrations, models


class Migration(migrations.Migration):
    """Transfers can be tried out without money."""

    dependencies = [
        ('funding', '0003_a_line_knows_its_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='fundingsettings', name='trial_account', field=models.BooleanField(default=False)
        ),
    ]
