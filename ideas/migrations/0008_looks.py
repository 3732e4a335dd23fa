import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# Only an agreed look, by two people of two organisations and within its day, opens what is sealed. The database says
# so itself: a page that forgets to ask gets nothing.
LOOKED_AT = """
GRANT SELECT ON ideas_look, ideas_problem TO {role};
SET LOCAL ROLE {role};
CREATE FUNCTION identity.looked_at(persona uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT b.for_look FROM identity.behind_persona b
    WHERE b.persona = $1 AND EXISTS (
        SELECT FROM public.ideas_look l JOIN public.ideas_problem p ON p.id = l.problem_id
        WHERE p.persona_id = $1 AND l.state = 'agreed' AND l.until > now()
          AND l.answered_by_id <> l.asked_by_id AND l.answered_organisation_id <> l.organisation_id
    )
$$;
REVOKE ALL ON FUNCTION identity.looked_at(uuid) FROM PUBLIC;
RESET ROLE;
"""


def let_two_look(apps, schema_editor):
    """As the role that owns the schema, whichever it is here."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'identity'")
        cursor.execute(LOOKED_AT.format(role=cursor.fetchone()[0]))


def let_nobody_look(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION identity.looked_at(uuid)")


def person(name, **options):
    return (
        name,
        models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **options
        ),
    )


def organisation(name, **options):
    return (
        name,
        models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation", **options
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0007_conversation"),
        ("people", "0001_first_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("reason", models.TextField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a second coordinator"),
                            ("agreed", "Agreed"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                person("answered_by", null=True),
                organisation("answered_organisation", null=True),
                person("asked_by"),
                organisation("organisation"),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="ideas.problem"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")), fields=("problem",), name="one_open_look_per_problem"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(
                                ("until__isnull", False),
                                ("answered_by__isnull", False),
                                ("answered_organisation__isnull", False),
                                models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                models.Q(("answered_organisation", models.F("organisation")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_agree_from_two_organisations",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_two_look, let_nobody_look),
    ]
