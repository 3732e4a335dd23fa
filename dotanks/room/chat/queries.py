"""Reads of a room's chat; fetches for one purpose."""

from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone

from common.refusals import Forbidden, Unknown
from dotanks.live.models import Room
from dotanks.live.rooms import RoomAbilities
from dotanks.room import entering
from dotanks.room.chat.states import MessageState
from dotanks.room.mentions import read
from dotanks.room.models import Message, MessageMention, ReadUpTo
from dotanks.room.models.chat import CONFIGS
from people.models import Person
from people.queries import with_organisation

NEWEST_FIRST = ("-number",)
# Later, others have read it and answered: then a new message says what changed.
CHANGED_WITHIN = timedelta(hours=1)


def messages(person: Person, room_id: UUID, words: str = "") -> QuerySet[Message]:
    """What was said in the room, newest first; with words only what has all of them, in any of our languages."""
    entering.read(person, room_id)
    found = with_authors(Message.objects.filter(room_id=room_id))
    if words:
        asked = (SearchQuery(words, config=config) for config in CONFIGS)
        found = found.filter(state=MessageState.SHOWN, searched=reduce(or_, asked))
    return found.order_by(*NEWEST_FIRST)


def unread(person: Person, room_id: UUID) -> dict[str, int]:
    """How many messages of others came since I last read, and up to which I have read."""
    entering.read(person, room_id)
    read_up_to = ReadUpTo.objects.filter(room_id=room_id, person=person).values_list("number", flat=True).first() or 0
    others = Message.objects.filter(room_id=room_id, number__gt=read_up_to, state=MessageState.SHOWN)
    return {"unread": others.exclude(person=person).count(), "read_up_to": read_up_to, "latest": latest(room_id)}


def latest(room_id: UUID) -> int:
    """The number of the newest message; 0 where nobody has said anything."""
    return Message.objects.filter(room_id=room_id).aggregate(latest=Max("number"))["latest"] or 0


def lock_room_to_talk(person: Person, room_id: UUID) -> RoomAbilities:
    """The room, locked so that what is said in it comes one after the other; typing in its document goes on."""
    abilities = entering.write(person, room_id)
    Room.objects.select_for_update(no_key=True).get(pk=room_id)
    return abilities


def get_message(person: Person, message_id: UUID) -> Message:
    """A message in a room into which this person comes."""
    message = with_authors(Message.objects.filter(pk=message_id)).first()
    if message is None:
        raise Unknown
    entering.read(person, message.room_id)
    return message


def get_own_message(person: Person, message_id: UUID) -> Message:
    """My own message, locked, in a room in which I still write."""
    message = get_message(person, message_id)
    entering.write(person, message.room_id)
    if message.person_id != person.pk:
        raise Forbidden
    return with_authors(Message.objects.select_for_update(of=("self",))).get(pk=message_id)


def may_change(person: Person, message: Message) -> bool:
    """Whether it is mine, still shown, and new enough to be changed."""
    new = timezone.now() - message.created_at < CHANGED_WITHIN
    return may_take_away(person, message) and new and not message.brought_as


def may_take_away(person: Person, message: Message) -> bool:
    """Whether it is mine and still shown."""
    return message.person_id == person.pk and message.state == MessageState.SHOWN


def text_of(message: Message) -> str:
    """What was said, with the names that people go by today; nothing once it was taken away."""
    return read(message.text, (mention.person for mention in message.mentions.all()))


def whole_chat(room_id: UUID) -> Iterator[dict[str, Any]]:
    """Every message in the order in which it was said, some hundred at a time, as it goes into an export."""
    for message in with_authors(Message.objects.filter(room_id=room_id)).order_by("number").iterator(chunk_size=500):
        yield {
            "number": message.number,
            "at": message.created_at,
            "name": message.shown_as,
            "text": text_of(message),
            "state": message.state,
            "edited": message.edited,
        }


def with_authors(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Messages with who wrote them and who is named in them."""
    return rows.defer("searched").prefetch_related(
        Prefetch("person", with_organisation(Person.objects.all())),
        Prefetch("mentions", MessageMention.objects.select_related("person")),
    )
