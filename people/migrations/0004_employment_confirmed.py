import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_organisations_checked'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmployerClaim',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('open', 'Waits for an answer'), ('confirmed', 'Confirmed'), ('refused', 'Not confirmed'), ('withdrawn', 'Taken back')], default='open', max_length=10)),
            ],
        ),
        migrations.AddField(
            model_name='employment',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='employment',
            name='confirmed_how',
            field=models.CharField(choices=[('domain', "An address at the organisation's domain"), ('sign_in', "The organisation's own sign-in service"), ('person', 'Somebody who answers for the organisation')], db_default='domain', default='domain', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', False), ('confirmed_how', 'person')), models.Q(models.Q(('confirmed_how', 'person'), _negated=True), ('confirmed_by__isnull', True)), _connector='OR'), name='employment_confirmed_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=models.CheckConstraint(condition=models.Q(('manager', models.F('person')), _negated=True), name='nobody_manages_themselves'),
        ),
        migrations.AddField(
            model_name='employerclaim',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='employerclaim',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='employer_claims', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='employerclaim',
            index=models.Index(fields=['organisation', 'state'], name='claims_of_organisation'),
        ),
        migrations.AddConstraint(
            model_name='employerclaim',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('person',), name='one_open_claim'),
        ),
    ]
