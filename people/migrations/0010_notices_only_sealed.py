"""What a notice says is kept only in its sealed form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_seal_notices")]

    operations = [
        migrations.RemoveConstraint("notice", "told_once"),
        migrations.RemoveIndex("notice", "notices_of_person"),
        migrations.RemoveIndex("notice", "mail_promised"),
        *[
            migrations.RemoveField("notice", name)
            for name in ("key", "kind", "data", "link", "mailed", "claimed_until", "attempts")
        ],
        migrations.AlterField("notice", "number", models.PositiveIntegerField()),
        migrations.AlterField("notice", "sealed", models.BinaryField()),
        migrations.AlterField("notice", "told_once", models.BinaryField(max_length=32, unique=True)),
        migrations.AddConstraint(
            "notice",
            models.UniqueConstraint(
                condition=models.Q(("seen_at__isnull", True)), fields=["quiet"], name="quiet_until_looked_at"
            ),
        ),
        migrations.AddIndex("notice", models.Index(fields=["person", "-number", "-id"], name="notices_of_person")),
        migrations.AddIndex(
            "notice",
            models.Index(condition=models.Q(("seen_at__isnull", True)), fields=["person"], name="notices_unseen"),
        ),
        migrations.AddIndex(
            "notice",
            models.Index(
                condition=models.Q(("waits_until__isnull", False)), fields=["waits_until"], name="notices_waiting"
            ),
        ),
    ]
