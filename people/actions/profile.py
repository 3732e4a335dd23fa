"""What a person says of themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid
from people.models import FreePeriod, Person, PersonSkill, Profile
from people.offers.periods import overlapping


@transaction.atomic
def choose_language(*, person: Person, language: str) -> Person:
    """From now on answer and write to the person in this language."""
    person.language = language
    person.save(update_fields=["language"])
    return person


def pause(*, person: Person) -> None:
    """From now on this person is asked for no Do Tank, until they say otherwise in their profile."""
    Profile.objects.filter(person=person).update(paused=True)


@transaction.atomic
def save_profile(
    *, person: Person, skills: list[dict[str, Any]], free_periods: Sequence[Mapping[str, Any]] = (), **offer: Any
) -> None:
    """Keep what the person offers the network; from now on teams are proposed with this."""
    _check_periods(free_periods)
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
    # What is over goes by itself; the form shows and replaces only what is still to come.
    person.free_periods.filter(until__gte=timezone.localdate()).delete()
    FreePeriod.objects.bulk_create(FreePeriod(person=person, **period) for period in free_periods)


def _check_periods(periods: Sequence[Mapping[str, Any]]) -> None:
    wrong = {}
    for place, period in enumerate(periods):
        if period["until"] < period["since"]:
            wrong[f"free_periods.{place}.until"] = [_("The last day lies after the first.")]
        elif period["until"] < timezone.localdate():
            wrong[f"free_periods.{place}.until"] = [_("This period is over. Take it off the list.")]
    if not wrong and overlapping((period["since"], period["until"]) for period in periods):
        wrong["free_periods"] = [_("Two of these periods share a day. Let one end before the next begins.")]
    if wrong:
        raise Invalid(wrong)
