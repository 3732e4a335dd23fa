import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0005_days_not_moments'),
        ('people', '0002_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProblemInGroup',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='people.group')),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_groups', to='ideas.problem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('problem', 'group'), name='once_in_a_group')],
            },
        ),
    ]
