import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What pointed at a poster goes: the table that named them, and the moments."""

    dependencies = [("ideas", "0004_posters_behind_personas")]

    operations = [
        migrations.DeleteModel("Poster"),
        migrations.AlterField(
            "problem",
            "persona",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="problems", to="ideas.persona"
            ),
        ),
        migrations.RemoveConstraint("problem", "posted_has_a_date"),
        migrations.RemoveIndex("problem", "problems_by_state"),
        migrations.RemoveIndex("problem", "problems_by_day_posted"),
        migrations.RemoveField("problem", "posted_at"),
        migrations.RemoveField("problem", "created_at"),
        migrations.AddIndex("problem", models.Index(fields=["-day", "-id"], name="problems_by_day")),
        migrations.AddIndex("problem", models.Index(fields=["state", "-day"], name="problems_by_state")),
        migrations.AddIndex(
            "problem",
            models.Index(
                condition=models.Q(("shown_from__isnull", False)), fields=["shown_from"], name="problems_not_shown"
            ),
        ),
        migrations.AddConstraint(
            "problem",
            models.CheckConstraint(
                condition=models.Q(("posted_by__isnull", True), ("by_name", True), _connector="OR"),
                name="named_only_by_choice",
            ),
        ),
    ]
