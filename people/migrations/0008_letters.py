"""Letters bring notices at each person's rhythm; a notice gets room for what it says in sealed form."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.models

RHYTHMS = [
    ("at_once", "At once"),
    ("daily", "Once a day, on working days at 8:00"),
    ("weekly", "Once a week, on Monday at 8:00"),
    ("never", "Never by mail"),
]


def rhythm(default: str) -> models.CharField:
    return models.CharField(choices=RHYTHMS, default=default, max_length=8)


class Migration(migrations.Migration):
    dependencies = [("people", "0007_delegation")]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField()),
                ("digest", models.BooleanField(default=False)),
                ("quiet", models.BinaryField(max_length=32, null=True)),
                ("fewer_hash", models.BinaryField(max_length=32, unique=True)),
                (
                    "mailed",
                    models.CharField(
                        choices=[("promised", "Promised"), ("sent", "Sent"), ("failed", "Failed")],
                        default="promised",
                        max_length=10,
                    ),
                ),
                ("claimed_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("mailed", "promised")), fields=["due_at"], name="letters_promised"
                    ),
                    models.Index(
                        condition=models.Q(("quiet__isnull", False)), fields=["quiet", "-due_at"], name="letters_quiet"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeRhythms",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="notice_rhythms",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("needs_you", rhythm("at_once")),
                ("mine", rhythm("at_once")),
                ("taking_part", rhythm("at_once")),
                ("comments", rhythm("daily")),
                ("followed", rhythm("daily")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("needs_you__in", ["at_once", "never"])),
                        name="what_needs_you_does_not_wait",
                    )
                ],
            },
        ),
        migrations.AddField("notice", "number", models.PositiveIntegerField(null=True)),
        migrations.AddField("notice", "quiet", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("notice", "sealed", models.BinaryField(null=True)),
        migrations.AddField("notice", "told_once", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("notice", "waits_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "notice",
            "letter",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="notices",
                to="people.letter",
            ),
        ),
        migrations.AlterField(
            "notice", "created_at", models.DateTimeField(db_default=common.models.rounded("day"), editable=False)
        ),
    ]
