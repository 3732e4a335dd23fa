"""Every state of a message, and every step tried from it."""

from typing import Any

from dotanks.room.chat import actions
from dotanks.room.chat.states import MessageState
from dotanks.room.models import Message
from tests import rooms
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, by


def taken(cast: Cast) -> Message:
    message = rooms.said(cast)
    actions.take_message_away(person=cast.member, message_id=message.pk)
    return message


STATES: dict[type[Any], dict[str, Make]] = {
    Message: {MessageState.SHOWN: rooms.said, MessageState.TAKEN: taken},
}
TRIES: dict[type[Any], dict[str, Try]] = {Message: {"take_away": by("member", "messages/{id}/take-away/")}}
