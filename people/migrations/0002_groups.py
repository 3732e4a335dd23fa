import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_first_form'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('name', models.CharField(max_length=80)),
                ('purpose', models.TextField(max_length=2000)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('benefits', 'Benefits and income'), ('building', 'Building and planning'), ('care', 'Care and health'), ('crisis', 'Safety and crisis'), ('education', 'School and training'), ('environment', 'Water, nature and environment'), ('forms', 'Forms and letters'), ('grants', 'Grants and accounts'), ('internal-rules', 'Rules inside our own house'), ('mobility', 'Roads and mobility'), ('procurement', 'Buying'), ('staff', 'Working life'), ('work', 'Work and business')], max_length=40), default=list, size=None)),
                ('language', models.CharField(choices=[('en', 'English'), ('nl', 'Dutch'), ('sv', 'Swedish'), ('nb', 'Norwegian bokmål')], max_length=2)),
                ('setting', models.CharField(choices=[('open', 'Open'), ('on_request', 'On request'), ('formal', 'Formal')], default='open', max_length=10)),
                ('needs_endorsement', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('active', 'Active'), ('closed', 'Closed')], default='active', max_length=10)),
                ('closed_because', models.TextField(blank=True, max_length=1000)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'indexes': [models.Index(fields=['-created_at', '-id'], name='groups_by_age')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), condition=models.Q(('state', 'active')), name='one_active_group_per_name'), models.CheckConstraint(condition=models.Q(('needs_endorsement', False), ('setting', 'formal'), _connector='OR'), name='endorsement_is_formal')],
            },
        ),
        migrations.CreateModel(
            name='GroupGoal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('words', models.TextField(max_length=500)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='people.group')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'year'), name='one_goal_a_year')],
            },
        ),
        migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('state', models.CharField(choices=[('asked', 'Asked to join'), ('member', 'Member'), ('turned_down', 'Not let in'), ('taken_back', 'Took the request back'), ('left', 'Left'), ('removed', 'Removed')], max_length=12)),
                ('convenes', models.BooleanField(default=False)),
                ('why', models.TextField(blank=True, max_length=1000)),
                ('endorsement', models.CharField(blank=True, max_length=300)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['group', 'state', '-created_at'], name='members_of_group')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'member'])), fields=('group', 'person'), name='one_place_in_a_group'), models.CheckConstraint(condition=models.Q(('convenes', False), ('state', 'member'), _connector='OR'), name='conveners_are_members')],
            },
        ),
    ]
