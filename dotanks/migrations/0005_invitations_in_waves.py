from django.db import migrations, models

import dotanks.models.teams

STATES = [
    ("sent", "Waiting for an answer"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
    ("expired", "No answer in time"),
]
REASONS = [
    ("not_now", "Not now"),
    ("not_my_subject", "Not my subject"),
    ("pause_me", "Pause me"),
    ("", "No reason given"),
]


def give_nonces(apps, schema_editor):
    """Each open invitation gets one of its own; the default would give all the same."""
    for invitation in apps.get_model("dotanks", "Invitation").objects.filter(state="sent").iterator():
        invitation.nonce = dotanks.models.teams.new_nonce()
        invitation.save(update_fields=["nonce"])


class Migration(migrations.Migration):
    dependencies = [("dotanks", "0004_earlier_work")]

    operations = [
        migrations.AddField("invitation", "wave", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("invitation", "nonce", models.CharField(blank=True, default="", max_length=32)),
        migrations.AlterField(
            "invitation", "state", models.CharField(choices=STATES, default="sent", max_length=10)
        ),
        migrations.AlterField(
            "invitation", "decline_reason", models.CharField(blank=True, choices=REASONS, max_length=20)
        ),
        migrations.RunPython(give_nonces, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "invitation",
            "nonce",
            models.CharField(blank=True, default=dotanks.models.teams.new_nonce, max_length=32),
        ),
    ]
