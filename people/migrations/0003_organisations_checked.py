import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('proof', models.CharField(choices=[('domain', 'Its internet domain'), ('register', 'An entry in a public register'), ('endorsement', 'The word of an organisation that is checked already')], max_length=12)),
                ('evidence', models.CharField(max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name='organisation',
            name='calendar',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='organisation',
            name='colour',
            field=models.CharField(blank=True, default='', max_length=7),
        ),
        migrations.AddField(
            model_name='organisation',
            name='state',
            field=models.CharField(choices=[('unverified', 'Not checked yet'), ('verified', 'Checked')], db_default='unverified', default='unverified', max_length=12),
        ),
        migrations.AddField(
            model_name='organisation',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='verification',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verifications', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='verification',
            name='verified_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verification',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='237d5ca427f4a8a56470354b389ee20c513969e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ab22', table='people_verification', when='BEFORE')),
        ),
    ]
