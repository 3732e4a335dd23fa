from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_managers_of_their_employer'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='role',
            index=models.Index(fields=['-created_at', '-id'], name='roles_by_age'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('person', 'kind', 'organisation'), name='one_open_role', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'manager'), _negated=True), ('organisation__isnull', False), _connector='OR'), name='manager_of_an_organisation'),
        ),
    ]
