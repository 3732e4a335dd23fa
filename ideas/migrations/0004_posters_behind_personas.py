from django.db import migrations
from django.utils.timezone import localdate

from ideas import identity


def hide_posters(apps, schema_editor):
    """Every problem gets its persona, and its poster goes behind it."""
    Problem, Persona = apps.get_model("ideas", "Problem"), apps.get_model("ideas", "Persona")
    for problem in Problem.objects.select_related("organisation", "poster").iterator():
        problem.persona = Persona.objects.create()
        identity.keep(problem.persona.pk, problem.poster.person_id)
        problem.organisation_kind = problem.organisation.kind
        problem.country = problem.organisation.country
        problem.day = localdate(problem.posted_at or problem.created_at)
        if problem.state == "posted":
            problem.state = "published"
        problem.save()


class Migration(migrations.Migration):
    dependencies = [("ideas", "0003_personas")]

    operations = [migrations.RunPython(hide_posters, elidable=True)]
