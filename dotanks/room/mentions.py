"""Who is named in what is written in a room: kept by id, and read by the name they go by when it is read."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from common import throttles
from common.refusals import Invalid
from dotanks.room.owners import people_in
from ideas.conversation import mentions
from people.models import Person

MENTIONS_A_DAY, A_DAY = 100, 24 * 60 * 60
MENTION = re.compile(r"@\{([0-9a-f-]{36})\}")


def kept(
    person: Person, room_id: UUID, text: str, mentioned: Iterable[UUID], before: Iterable[Person] = ()
) -> tuple[str, list[Person], list[Person]]:
    """The text with ids in place of names, who is named in it, and who of them was not named before."""
    known = {one.pk: one for one in before}
    asked = set(mentioned) - set(known)
    found = list(people_in(room_id).filter(pk__in=asked)) if asked else []
    if len(found) != len(asked):
        raise Invalid({"mentioned": [_("Mention only colleagues who are offered to you here.")]})
    text, named, _poster = mentions.kept(text, [*known.values(), *found], "")
    new = [one for one in named if one.pk not in known]
    if new:
        words = _("You mentioned many colleagues today. Leave the new mentions out, or send it tomorrow.")
        throttles.count("room_mentions", person.pk, most=MENTIONS_A_DAY, seconds=A_DAY, words=words, more=len(new))
    return text, named, new


def read(text: str, named: Iterable[Person]) -> str:
    """The text with the names that people go by today; whoever was erased or left has none here any more."""
    names = {str(person.pk): person.shown_name for person in named}
    nobody = _("A former colleague")
    return MENTION.sub(lambda found: f"@{names.get(found[1], nobody)}", text)
