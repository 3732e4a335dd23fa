"""What a person says of themselves."""

from typing import Any

from django.db import transaction

from people.models import Person, PersonSkill, Profile


@transaction.atomic
def choose_language(*, person: Person, language: str) -> Person:
    """From now on answer and write to the person in this language."""
    person.language = language
    person.save(update_fields=["language"])
    return person


@transaction.atomic
def save_profile(*, person: Person, skills: list[dict[str, Any]], **offer: Any) -> None:
    """Keep what the person offers the network; from now on teams are proposed with this."""
    # Two windows at once would otherwise both find no profile, or mix their skills.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    Profile.objects.update_or_create(person=person, defaults=offer)
    person.skills.exclude(skill__in=[one["skill"] for one in skills]).delete()
    PersonSkill.objects.bulk_create(
        [PersonSkill(person=person, **one) for one in skills],
        update_conflicts=True,
        unique_fields=["person", "skill"],
        update_fields=["level", "wants_to_use"],
    )
