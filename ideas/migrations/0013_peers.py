import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0012_attachments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PeerAsk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'In reserve'), ('asked', 'Asked'), ('willing', 'Said yes; the poster answers next'), ('declined', 'Said no'), ('met', 'You talk with each other'), ('turned_down', 'The poster said no'), ('lapsed', 'No longer asked'), ('left', 'You left the conversation')], default='waiting', max_length=12)),
                ('day', models.DateField(default=django.utils.timezone.localdate)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='peer_asks', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PeerSearch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Looking for colleagues'), ('matched', 'Two colleagues are found'), ('ended', 'The time has run out'), ('stopped', 'Stopped')], default='open', max_length=8)),
                ('day', models.DateField(default=django.utils.timezone.localdate)),
                ('until', models.DateField()),
                ('shown', models.BinaryField(null=True)),
                ('problem', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='peer_search', to='ideas.problem')),
            ],
        ),
        migrations.CreateModel(
            name='PeerMessage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(max_length=2000)),
                ('day', models.DateField(default=django.utils.timezone.localdate)),
                ('ask', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='ideas.peerask')),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='ideas.peersearch')),
            ],
        ),
        migrations.AddField(
            model_name='peerask',
            name='search',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='ideas.peersearch'),
        ),
        migrations.AddConstraint(
            model_name='peermessage',
            constraint=models.UniqueConstraint(fields=('search', 'number'), name='one_message_per_number'),
        ),
        migrations.AddConstraint(
            model_name='peerask',
            constraint=models.UniqueConstraint(fields=('search', 'person'), name='asked_once_for_a_search'),
        ),
    ]
