"""What people hear of the chat outside the room."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from dotanks.room.models import Message
from dotanks.room.owners import about
from people.models import Person
from people.notices import NoticeGroup, NoticeWords, notice_kind, promise_notices

notice_kind(
    "room_mentioned",
    NoticeWords(
        happened=_("%(person)s mentions you in the chat of “%(room)s”."),
        asked=_("Read what they say; somebody may wait for your answer."),
        button=_("Go to the chat"),
    ),
    NoticeGroup.COMMENTS,
)


def tell_mentioned(message: Message, people: Iterable[Person]) -> None:
    """Whoever is mentioned hears of it once, until they have looked."""
    others = [one for one in people if one.pk != message.person_id]
    if not others:
        return
    room = about(message.room_id)
    promise_notices(
        key=f"room_mentioned:{message.pk}",
        kind="room_mentioned",
        to=others,
        link=room.at(beside="chat", at=message.pk),
        quiet_key=f"room_mentioned:{message.room_id}",
        person=message.person,
        room=room.title,
    )
