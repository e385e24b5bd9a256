import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Letters that are to be sent."""

    initial = True

    dependencies = [
        ('articles', '0007_bylines_that_look_alike'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('fact', models.CharField(max_length=100)),
                ('recipient_key', models.CharField(max_length=64)),
                ('to', models.CharField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=400)),
                ('text', models.TextField(blank=True)),
                ('state', models.CharField(default='waiting', max_length=8)),
                ('tries', models.IntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('sending_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, default='', max_length=400)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='articles.publication')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['due_at', 'id'], name='deliveries_due')],
                'constraints': [models.UniqueConstraint(fields=('publication', 'kind', 'fact', 'recipient_key'), name='delivery_once')],
            },
        ),
    ]
