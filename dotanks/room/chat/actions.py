"""Every change to the chat of a room."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from common import throttles
from common.refusals import Outdated, WrongState
from common.states import take_step
from dotanks.room import entering, mentions
from dotanks.room.broadcasts import room_changed
from dotanks.room.chat import notices, queries
from dotanks.room.models import Message, MessageMention, ReadUpTo
from people.models import Person

A_MINUTE, MESSAGES_A_MINUTE = 60, 60


def write_message(*, person: Person, room_id: UUID, text: str, mentioned: Iterable[UUID] = ()) -> Message:
    """Say something to everybody in the room; whoever is mentioned gets a notice."""
    words = _("That were many messages at once. Yours is still here: send it again in a minute.")
    throttles.count("room_messages", person.pk, most=MESSAGES_A_MINUTE, seconds=A_MINUTE, words=words)
    with transaction.atomic():
        queries.lock_room_to_talk(person, room_id)
        kept, named, new = mentions.kept(person, room_id, text, mentioned)
        number = queries.latest(room_id) + 1
        message = Message.objects.create(
            room_id=room_id, number=number, person=person, text=kept, language=person.language
        )
        MessageMention.objects.bulk_create([MessageMention(message=message, person=one) for one in named])
        _read_up_to(person, room_id, number)
        notices.tell_mentioned(message, new)
        room_changed(room_id, "chat")
    return queries.get_message(person, message.pk)


@transaction.atomic
def change_message(
    *, person: Person, message_id: UUID, read_version: int, text: str, mentioned: Iterable[UUID] = ()
) -> Message:
    """Change my words within the hour; the message says that it was changed."""
    message = queries.get_own_message(person, message_id)
    if message.version != read_version:
        raise Outdated(version=message.version)
    if not queries.may_change(person, message):
        words = _("A message can be changed for an hour. You can take it away, or write what changed.")
        raise WrongState(words, state=message.state)
    before = [mention.person for mention in message.mentions.all()]
    message.text, named, new = mentions.kept(person, message.room_id, text, mentioned, before)
    message.edited, message.version = True, message.version + 1
    message.save(update_fields=["text", "edited", "version"])
    message.mentions.exclude(person__in=named).delete()
    MessageMention.objects.bulk_create([MessageMention(message=message, person=one) for one in new])
    notices.tell_mentioned(message, new)
    room_changed(message.room_id, "chat")
    return queries.get_message(person, message_id)


@transaction.atomic
def take_message_away(*, person: Person, message_id: UUID) -> Message:
    """Take my words out of the chat for good; that there were some stays."""
    message = queries.get_own_message(person, message_id)
    take_step(message, "take_away", by=person)
    message.mentions.all().delete()
    message.text = ""
    message.save(update_fields=["text"])
    room_changed(message.room_id, "chat")
    return queries.get_message(person, message_id)


@transaction.atomic
def read_messages(*, person: Person, room_id: UUID, number: int) -> dict[str, int]:
    """Remember up to which message I have read; it never goes back."""
    entering.read(person, room_id)
    _read_up_to(person, room_id, min(number, queries.latest(room_id)))
    return queries.unread(person, room_id)


def _read_up_to(person: Person, room_id: UUID, number: int) -> None:
    ReadUpTo.objects.update_or_create(
        room_id=room_id,
        person=person,
        defaults={"number": Greatest("number", Value(number))},
        create_defaults={"number": number},
    )
