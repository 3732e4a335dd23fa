from django.db import migrations
from django.db.models import Q
from django.utils import timezone


def name_their_organisation(apps, schema_editor):
    """A manager's role names an organisation: the employer of today. Whoever has none decides for nobody."""
    Role, Employment = apps.get_model("people", "Role"), apps.get_model("people", "Employment")
    today = timezone.localdate()
    now = Q(until__isnull=True) | Q(until__gte=today)
    for role in Role.objects.filter(kind="manager", organisation=None):
        job = Employment.objects.filter(now, person_id=role.person_id, since__lte=today).first()
        if job is None:
            role.delete()
        else:
            role.organisation_id = job.organisation_id
            role.save(update_fields=["organisation"])
    # Of the same role held twice without an end, the older one stays.
    held = set()
    for role in Role.objects.filter(until=None).order_by("created_at"):
        what = (role.person_id, role.kind, role.organisation_id)
        if what in held:
            role.delete()
        held.add(what)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_employment_confirmed")]

    operations = [migrations.RunPython(name_their_organisation, migrations.RunPython.noop, elidable=True)]
