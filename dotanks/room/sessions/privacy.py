"""What is stored of sessions."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dotanks.room.models import Attendance, Entry, Session, SessionRecord, SessionTask
from people.models import Person
from people.privacy.registry import Fate, Ground, Store, Table, nobody, store


def forget_notes_never_shown(person: Person) -> None:
    """A note that nobody else ever read goes with its author; one that was shown stays with the team, unnamed."""
    hidden = Entry.objects.filter(author=person).exclude(pk__in=Entry.objects.shown().values("pk"))
    hidden.update(words="")


store(
    Store(
        name="sessions",
        title=_("Sessions in a room"),
        what=_(
            "Sessions you planned or led, where you were, whether your hand is up, the notes you wrote, tasks you "
            "took on, and the records."
        ),
        why=_("So that a session leaves something behind, and whoever was there can read it again."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the room. Erase yourself, and what you wrote stays without your name."),
        seen_by=_(
            "Whoever is in the room. A note of a quiet item is read by you alone until the notes are shown, and "
            "nobody is told who wrote it."
        ),
        tables=(
            Table(
                Session,
                _("Sessions you led, or in which you asked the question"),
                Fate.UNNAMED,
                mine=lambda person: Session.objects.filter(Q(facilitator=person) | Q(client=person)),
                columns={_("Title"): "title", _("State"): "state", _("Day"): "created_at"},
                erase=nobody,
            ),
            Table(
                Attendance,
                _("Sessions you were at"),
                Fate.UNNAMED,
                mine=lambda person: Attendance.objects.filter(person=person).select_related("session"),
                columns={_("Session"): "session.title", _("Moment"): "created_at"},
            ),
            Table(
                Entry,
                _("Notes you wrote in sessions"),
                Fate.UNNAMED,
                mine=lambda person: Entry.objects.filter(author=person).select_related("item__session"),
                columns={
                    _("Session"): "item.session.title",
                    _("What you wrote"): "words",
                    _("Moment"): "created_at",
                },
                erase=forget_notes_never_shown,
            ),
            Table(
                SessionTask,
                _("Tasks you took on in sessions"),
                Fate.UNNAMED,
                mine=lambda person: SessionTask.objects.filter(who=person).select_related("session"),
                columns={_("Session"): "session.title", _("Task"): "words", _("Until"): "due"},
            ),
            Table(
                SessionRecord,
                _("Records of sessions that name you"),
                Fate.UNNAMED,
                mine=lambda person: SessionRecord.objects.filter(content__icontains=str(person.pk)).select_related(
                    "session"
                ),
                columns={_("Session"): "session.title", _("Moment"): "made_at"},
                erase=nobody,
            ),
        ),
    )
)
