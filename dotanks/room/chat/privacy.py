"""What is stored of a room's chat."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dotanks.room.mentions import MENTION
from dotanks.room.models import Message, MessageMention, ReadUpTo
from people.privacy.registry import Fate, Ground, Store, Table, store


def my_words(message: Message) -> str:
    """What I wrote, without the names of others; of what I brought in with an archive only that I did."""
    if message.brought_as:
        return gettext("(brought in with an archive)")
    return MENTION.sub("@" + gettext("a colleague"), message.text)


store(
    Store(
        name="room-chat",
        title=_("Chat in a room"),
        what=_("What you write in its chat, in which messages you are mentioned, and how far you have read."),
        why=_("So that a team can talk, decide and find back why, in one place."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the case. Erase yourself, and the work stays without your name."),
        seen_by=_("Everybody who may come into the room. How far you have read is shown to you alone."),
        tables=(
            Table(
                Message,
                _("What you wrote in a chat"),
                Fate.UNNAMED,
                mine=lambda person: Message.objects.filter(person=person),
                columns={_("What it says"): my_words, _("State"): "state", _("Moment"): "created_at"},
            ),
            Table(
                MessageMention,
                _("Chat messages in which you are mentioned"),
                Fate.REMOVED,
                mine=lambda person: MessageMention.objects.filter(person=person).select_related("message"),
                columns={_("Moment"): "message.created_at"},
            ),
            Table(
                ReadUpTo,
                _("How far you have read a chat"),
                Fate.REMOVED,
                mine=lambda person: ReadUpTo.objects.filter(person=person),
                columns={_("Number"): "number"},
            ),
        ),
    )
)
