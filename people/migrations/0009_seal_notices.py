"""What was told before is sealed too, numbered in the order in which it was told, and no longer timed to the second."""

import json
from hashlib import sha256
from itertools import count, groupby

from django.db import migrations
from django.db.models.functions import Trunc

from common.sealing import mark, padded, seal


def seal_notices(apps, schema_editor):
    Notice = apps.get_model("people", "Notice")
    Letter = apps.get_model("people", "Letter")
    rows = Notice.objects.filter(sealed__isnull=True).order_by("person_id", "created_at", "pk")
    for _person, notices in groupby(rows.iterator(chunk_size=500), key=lambda notice: notice.person_id):
        numbers = count(1)
        for notice in notices:
            told = {
                "kind": notice.kind, "data": notice.data, "link": notice.link, "at": notice.created_at.isoformat()
            }  # fmt: skip
            notice.sealed = seal("notice", padded(json.dumps(told).encode()), notice.pk.bytes)
            notice.number = next(numbers)
            notice.told_once = mark("told once", str(notice.person_id), notice.key)
            if notice.mailed == "promised":
                notice.letter = Letter.objects.create(
                    pk=notice.pk,
                    person_id=notice.person_id,
                    due_at=notice.created_at.replace(minute=0, second=0, microsecond=0),
                    fewer_hash=sha256(mark("fewer letters", str(notice.pk)).hex().encode()).digest(),
                )
            notice.save(update_fields=["sealed", "number", "told_once", "letter"])
    Notice.objects.update(created_at=Trunc("created_at", "day"), seen_at=Trunc("seen_at", "day"))


class Migration(migrations.Migration):
    dependencies = [("people", "0008_letters")]

    operations = [migrations.RunPython(seal_notices, migrations.RunPython.noop)]
