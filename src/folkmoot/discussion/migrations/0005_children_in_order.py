from django.db import migrations, models


class Migration(migrations.Migration):
    """Whichever index of replies a database takes, it reads them in their order."""

    dependencies = [
        ('discussion', '0004_names_in_threads'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='comment',
            name='children',
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('parent__isnull', False)), fields=['parent', 'created_at', 'id'], name='children'),
        ),
    ]
