import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import ideas.models.personas

ANIMALS = [
    ("badger", "Badger"), ("beaver", "Beaver"), ("blackbird", "Blackbird"), ("bumblebee", "Bumblebee"),
    ("crane", "Crane"), ("deer", "Deer"), ("dolphin", "Dolphin"), ("dragonfly", "Dragonfly"), ("eagle", "Eagle"),
    ("ermine", "Ermine"), ("falcon", "Falcon"), ("hare", "Hare"), ("hedgehog", "Hedgehog"), ("heron", "Heron"),
    ("kingfisher", "Kingfisher"), ("lynx", "Lynx"), ("marten", "Marten"), ("otter", "Otter"), ("owl", "Owl"),
    ("salmon", "Salmon"), ("seal", "Seal"), ("squirrel", "Squirrel"), ("stork", "Stork"), ("swallow", "Swallow"),
]

KINDS = [
    ("municipality", "Municipality"), ("region", "Region or province"), ("ministry", "Ministry"), ("agency", "Agency"),
    ("water_board", "Water board"), ("police", "Police or inspection"), ("health", "Hospital or health service"),
    ("education", "School or university"),
]

# The schema belongs to a role of its own where that role was made (tools/postgres.py, deploy/postgres/10-roles.sh).
# `%` doubled: the statements go through the database driver's parameters.
IDENTITY = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dotank_identity') AND pg_has_role('dotank_identity', 'MEMBER') THEN
        CREATE SCHEMA identity AUTHORIZATION dotank_identity;
        SET LOCAL ROLE dotank_identity;
    ELSE
        CREATE SCHEMA identity;
    END IF;
END $$;

CREATE TABLE identity.behind_persona (
    persona uuid PRIMARY KEY,
    tag bytea NOT NULL UNIQUE,
    proof bytea NOT NULL,
    for_notice bytea NOT NULL,
    for_look bytea NOT NULL
);

CREATE FUNCTION identity.keep(persona uuid, tag bytea, proof bytea, for_notice bytea, for_look bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ INSERT INTO identity.behind_persona VALUES ($1, $2, $3, $4, $5) $$;

CREATE FUNCTION identity.behind(tags bytea[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT b.persona FROM identity.behind_persona b WHERE b.tag = ANY ($1) ORDER BY b.persona $$;

CREATE FUNCTION identity.proven(persona uuid, proofs bytea[]) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT b.proof FROM identity.behind_persona b WHERE b.persona = $1 AND b.proof = ANY ($2) $$;

CREATE FUNCTION identity.to_tell(persona uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT b.for_notice FROM identity.behind_persona b WHERE b.persona = $1 $$;

CREATE FUNCTION identity.forget(personas uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DELETE FROM identity.behind_persona b WHERE b.persona = ANY ($1) $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
RESET ROLE;
"""


class Migration(migrations.Migration):
    """Personas, and apart from everything that pages can read, who is behind them."""

    dependencies = [
        ("ideas", "0002_order_by_day_posted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(IDENTITY, "DROP SCHEMA identity CASCADE"),
        migrations.CreateModel(
            name="Persona",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("animal", models.CharField(choices=ANIMALS, default=ideas.models.personas.any_animal, max_length=12)),
                ("number", models.PositiveSmallIntegerField(default=ideas.models.personas.any_number)),
                ("hue", models.PositiveSmallIntegerField(default=ideas.models.personas.any_hue)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("animal", "number"), name="one_persona_per_name")],
            },
        ),
        migrations.AddField(
            "problem",
            "persona",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="problems", to="ideas.persona"
            ),
        ),
        migrations.AddField("problem", "by_name", models.BooleanField(default=False)),
        migrations.AddField(
            "problem",
            "posted_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "problem",
            "organisation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="problems",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            "problem", "organisation_kind", models.CharField(blank=True, choices=KINDS, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "problem", "country", models.CharField(blank=True, default="", max_length=2), preserve_default=False
        ),
        migrations.AddField("problem", "day", models.DateField(default=django.utils.timezone.localdate)),
        migrations.AddField("problem", "shown_from", models.DateTimeField(null=True)),
        migrations.AlterField(
            "problem",
            "state",
            models.CharField(
                choices=[
                    ("draft", "Draft"), ("posted", "Posted"), ("published", "Open"),
                    ("taken_up", "Taken up by a Do Tank"), ("answered", "Answered with a lesson"),
                    ("withdrawn", "Withdrawn by the poster"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
    ]
