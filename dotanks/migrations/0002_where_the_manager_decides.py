import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """Until now every Do Tank was taken to be at home where its problem is."""
    for dotank in apps.get_model("dotanks", "DoTank").objects.select_related("problem").iterator():
        work = apps.get_model("people", "Employment").objects.filter(person_id=dotank.manager_id, until=None).first()
        dotank.organisation_id = work.organisation_id if work else dotank.problem.organisation_id
        dotank.save(update_fields=["organisation"])


def organisation(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation", **options
    )


class Migration(migrations.Migration):
    # Foreign keys are checked at the end of a transaction: filling and tightening need one each.
    atomic = False

    dependencies = [("dotanks", "0001_first_form"), ("ideas", "0005_days_not_moments"), ("people", "0001_first_form")]

    operations = [
        migrations.AddField("dotank", "organisation", organisation(null=True)),
        migrations.RunPython(fill, elidable=True),
        migrations.AlterField("dotank", "organisation", organisation()),
    ]
