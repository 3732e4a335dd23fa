"""What is stored of comments beside a document."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dotanks.room.models import MarginComment, MarginMention, MarginThread
from people.privacy.registry import Fate, Ground, Store, Table, store


def my_words(comment: MarginComment) -> str:
    """What I wrote; of what I brought in with an archive only that I did."""
    return gettext("(brought in with an archive)") if comment.brought_as else comment.text


store(
    Store(
        name="room-margin",
        title=_("Comments beside a document"),
        what=_("Your comments on a team's document, the words they are about, and comments that mention you."),
        why=_("So that a team can talk about its text where it stands."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the document. Erase yourself, and the comments stay without your name."),
        seen_by=_("Whoever may enter the room of the document."),
        tables=(
            Table(
                MarginThread,
                _("Places in a document on which you commented"),
                Fate.UNNAMED,
                mine=lambda person: MarginThread.objects.filter(person=person),
                columns={_("Words it is about"): "quote", _("State"): "state", _("Moment"): "created_at"},
            ),
            Table(
                MarginComment,
                _("Your comments beside a document"),
                Fate.UNNAMED,
                mine=lambda person: MarginComment.objects.filter(person=person),
                columns={_("What you wrote"): my_words, _("Moment"): "created_at"},
            ),
            Table(
                MarginMention,
                _("Comments beside a document that mention you"),
                Fate.REMOVED,
                mine=lambda person: MarginMention.objects.filter(person=person).select_related("comment"),
                columns={_("Moment"): "comment.created_at"},
            ),
        ),
    )
)
