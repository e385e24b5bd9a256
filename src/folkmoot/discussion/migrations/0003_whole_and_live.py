from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Cast


def mark_staff(apps: Any, _editor: object) -> None:
    """Say of what staff said that staff said it: so far only their badge did."""
    comments = apps.get_model("discussion", "Comment").objects.annotate(worn=Cast("badges", models.TextField()))
    comments.filter(worn__contains='"staff"').update(by_staff=True)


class Migration(migrations.Migration):
    """What a whole discussion needs: settings, picks, visits, filters, questions, weights of votes."""

    dependencies = [
        ('articles', '0006_history_begins'),
        ('discussion', '0002_search'),
        ('readers', '0002_staff'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiscussionSettings',
            fields=[
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='discussion_settings', serialize=False, to='articles.publication')),
                ('names', models.CharField(default='optional', max_length=10)),
                ('guest_votes', models.CharField(default='full', max_length=10)),
                ('downvotes', models.BooleanField(default=True)),
                ('tallies_after_s', models.IntegerField(default=0)),
                ('slow_s', models.IntegerField(default=0)),
                ('close_after_days', models.IntegerField(default=0)),
                ('read_only', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Pick',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=400)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seen_at', models.DateTimeField()),
                ('since', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='comment',
            name='roots_by_net',
        ),
        migrations.RenameField(model_name="comment", old_name="net", new_name="rank"),
        migrations.AddField(
            model_name='comment',
            name='asks',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='comment',
            name='by_author',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='comment',
            name='by_staff',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='thread',
            name='closed_because',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='thread',
            name='slow_s',
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name='vote',
            name='weight',
            field=models.SmallIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('listed', True), ('parent__isnull', True)), fields=['thread', 'rank', 'id'], name='roots_by_rank'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('by_author', True), ('listed', True)), fields=['thread', 'created_at', 'id'], name='listed_of_author'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('by_staff', True), ('listed', True)), fields=['thread', 'created_at', 'id'], name='listed_of_staff'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('listed', True), models.Q(('name', ''), _negated=True)), fields=['thread', 'name'], name='names_in_thread'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('asks', True), ('listed', True)), fields=['thread', 'id'], name='questions_in_thread'),
        ),
        migrations.AddField(
            model_name='pick',
            name='account',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pick',
            name='comment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picks', to='discussion.comment'),
        ),
        migrations.AddField(
            model_name='pick',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='picks', to='discussion.thread'),
        ),
        migrations.AddField(
            model_name='visit',
            name='reader',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='readers.reader'),
        ),
        migrations.AddField(
            model_name='visit',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='discussion.thread'),
        ),
        migrations.AddConstraint(
            model_name='pick',
            constraint=models.UniqueConstraint(fields=('thread', 'kind', 'comment'), name='pick_once'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('reader', 'thread'), name='visit_once'),
        ),
        migrations.RunPython(mark_staff, migrations.RunPython.noop, elidable=True),
    ]
