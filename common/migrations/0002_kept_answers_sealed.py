"""Answers kept for repeated requests no longer say whose they are; those of the last day are forgotten."""

import uuid

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0001_first_form")]

    operations = [
        migrations.DeleteModel(name="KeptAnswer"),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("mark", models.BinaryField(max_length=32, unique=True)),
                ("asked", models.BinaryField(max_length=32)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=models.Func(
                            models.Value("hour"),
                            django.db.models.functions.datetime.Now(),
                            function="date_trunc",
                            output_field=models.DateTimeField(),
                        )
                    ),
                ),
            ],
        ),
    ]
