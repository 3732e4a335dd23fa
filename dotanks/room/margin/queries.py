"""Reads of what is said in a room's margin; fetches for one purpose."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from common.refusals import Forbidden, Unknown
from dotanks.live.rooms import is_open
from dotanks.room import entering
from dotanks.room.margin.rules import InRoom
from dotanks.room.models import MarginComment, MarginMention, MarginThread
from people.models import Employment, Person
from people.rules import current

IN_ORDER = ("created_at", "id")


def threads(person: Person, room_id: UUID, state: str) -> tuple[QuerySet[MarginThread], InRoom]:
    """The threads of a room, each with all of its comments, as they were begun; and what this person may do there."""
    room = in_room(person, room_id)
    return _whole(MarginThread.objects.filter(room_id=room_id, state=state)).order_by(*IN_ORDER), room


def get_thread(person: Person, thread_id: UUID) -> MarginThread:
    """A thread with its comments, for whoever reads its room."""
    thread = _whole(MarginThread.objects.filter(pk=thread_id)).first()
    if thread is None:
        raise Unknown
    entering.read(person, thread.room_id)
    return thread


def get_thread_to_comment(person: Person, thread_id: UUID) -> tuple[MarginThread, InRoom]:
    """A thread, locked, for whoever may say something in it."""
    thread = MarginThread.objects.select_for_update().filter(pk=thread_id).first()
    if thread is None:
        raise Unknown
    return thread, to_comment(person, thread.room_id)


def get_own_comment(person: Person, comment_id: UUID) -> MarginComment:
    """One's own comment, locked after its thread."""
    found = MarginComment.objects.filter(pk=comment_id).values("thread_id", "person_id").first()
    if found is None:
        raise Unknown
    get_thread_to_comment(person, found["thread_id"])
    if found["person_id"] != person.pk:
        raise Forbidden
    comment = MarginComment.objects.select_for_update(of=("self",)).select_related("thread").filter(pk=comment_id)
    if (mine := comment.first()) is None:
        raise Unknown
    return mine


def to_comment(person: Person, room_id: UUID) -> InRoom:
    """What this person may do here; refuses whoever may not comment."""
    may = in_room(person, room_id)
    if not may.comment:
        raise Forbidden
    return may


def in_room(person: Person, room_id: UUID) -> InRoom:
    """What this person may do beside the document; refuses whoever may not read it."""
    abilities = entering.read(person, room_id)
    return InRoom(comment=is_open(room_id), write=abilities.write)


def _whole(threads: QuerySet[MarginThread]) -> QuerySet[MarginThread]:
    jobs = Employment.objects.filter(current()).select_related("organisation")
    comments = MarginComment.objects.order_by(*IN_ORDER).select_related("person")
    return threads.select_related("person").prefetch_related(
        Prefetch("comments", comments),
        Prefetch("comments__person__employments", jobs, to_attr="employments_today"),
        Prefetch("comments__mentions", MarginMention.objects.select_related("person")),
    )
