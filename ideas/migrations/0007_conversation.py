import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Cast, Concat, LPad

LANGUAGES = [("en", "English"), ("nl", "Dutch"), ("sv", "Swedish"), ("nb", "Norwegian bokmål")]
HOW_OFTEN = [
    ("daily", "Every day"), ("weekly", "Every week"), ("monthly", "Every month"), ("sometimes", "Now and then"),
]
COMMENT_STATES = [("shown", "Shown"), ("hidden", "Hidden by a coordinator"), ("removed", "Removed by its author")]
REPORT_STATES = [("open", "Waits for a coordinator"), ("settled", "Looked at")]
REASONS = [
    ("names_somebody", "It names somebody, or a resident can be recognised"),
    ("hurts", "It insults or threatens"),
    ("off_topic", "It has nothing to do with the problem"),
    ("other", "Something else"),
]


def own_id() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def to_person(related_name: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        **{"on_delete": django.db.models.deletion.CASCADE, "related_name": related_name, **more},
    )


def to(model: str, related_name: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(
        model, **{"on_delete": django.db.models.deletion.CASCADE, "related_name": related_name, **more}
    )


class Migration(migrations.Migration):
    """Support, following, comments and reports."""

    dependencies = [
        ("ideas", "0006_problems_in_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("problem", "supporters", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField(
            "problem",
            "support_place",
            models.GeneratedField(
                expression=Concat(
                    LPad(Cast("supporters", models.CharField()), 9, Value("0")), Cast("id", models.CharField())
                ),
                output_field=models.CharField(max_length=45),
                db_persist=True,
            ),
        ),
        migrations.AddIndex("problem", models.Index(fields=["-support_place"], name="problems_by_support")),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", own_id()),
                ("problem", to("ideas.problem", "support")),
                ("person", to_person("support")),
                (
                    "organisation",
                    to("people.organisation", "+", on_delete=django.db.models.deletion.PROTECT),
                ),
                ("how_often", models.CharField(blank=True, choices=HOW_OFTEN, max_length=10)),
                ("by_name", models.BooleanField(default=False)),
                ("day", models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("problem", "person"), name="one_support_each")],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", own_id()),
                ("problem", to("ideas.problem", "follows")),
                ("person", to_person("follows")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("problem", "person"), name="one_follow_each")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", own_id()),
                ("problem", to("ideas.problem", "comments")),
                ("answers_to", to("ideas.comment", "answers", null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                ("person", to_person("comments", null=True, on_delete=django.db.models.deletion.SET_NULL)),
                (
                    "persona",
                    to("ideas.persona", "comments", null=True, on_delete=django.db.models.deletion.PROTECT),
                ),
                ("text", models.TextField(blank=True, max_length=6000)),
                ("mentions_poster", models.BooleanField(default=False)),
                ("language", models.CharField(choices=LANGUAGES, max_length=2)),
                ("day", models.DateField(default=django.utils.timezone.localdate)),
                ("state", models.CharField(choices=COMMENT_STATES, default="shown", max_length=8)),
                ("edited", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("shown_from", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["problem", "answers_to", "-number"], name="comments_of_problem"),
                    models.Index(
                        condition=models.Q(("shown_from__isnull", False)),
                        fields=["shown_from"],
                        name="comments_not_shown",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("problem", "number"), name="one_comment_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", True), ("persona__isnull", True), _connector="OR"),
                        name="person_or_persona",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", own_id()),
                ("comment", to("ideas.comment", "mentions")),
                ("person", to_person("mentions")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("comment", "person"), name="one_mention_each")],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", own_id()),
                ("problem", to("ideas.problem", "reports")),
                ("comment", to("ideas.comment", "reports", null=True)),
                ("mark", models.BinaryField(max_length=32, unique=True)),
                ("reason", models.CharField(choices=REASONS, max_length=20)),
                ("words", models.TextField(blank=True, max_length=1000)),
                ("state", models.CharField(choices=REPORT_STATES, default="open", max_length=8)),
                ("day", models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "-day", "-id"], name="reports_by_day")],
            },
        ),
    ]
