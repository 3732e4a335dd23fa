"""Every change to what is said in a room's margin: one after the other within a thread, under its lock."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import throttles
from common.refusals import Forbidden, Outdated, WrongState
from common.states import take_step
from dotanks.room import mentions
from dotanks.room.broadcasts import room_changed
from dotanks.room.margin import notices, queries, rules
from dotanks.room.models import MarginComment, MarginMention, MarginThread
from people.models import Person

PART = "margin"
A_MINUTE = 60
COMMENTS_A_MINUTE = 20


def begin_thread(
    *, person: Person, room_id: UUID, text: str, start: bytes, end: bytes, quote: str, mentioned: Iterable[UUID] = ()
) -> MarginThread:
    """Comment on a place in the document, or on the whole of it."""
    _count(person)
    with transaction.atomic():
        queries.to_comment(person, room_id)
        thread = MarginThread.objects.create(room_id=room_id, person=person, start=start, end=end, quote=quote)
        _say(thread, person, text, mentioned)
    return queries.get_thread(person, thread.pk)


def answer_thread(*, person: Person, thread_id: UUID, text: str, mentioned: Iterable[UUID] = ()) -> MarginThread:
    """Say something in a thread; whoever spoke there hears of it."""
    _count(person)
    with transaction.atomic():
        thread, _abilities = queries.get_thread_to_comment(person, thread_id)
        if thread.comments.count() >= rules.COMMENTS_IN_A_THREAD:
            raise WrongState(_("This conversation is full. Begin a new one at the same place."), code="thread_full")
        _say(thread, person, text, mentioned, answers=True)
    return queries.get_thread(person, thread_id)


@transaction.atomic
def edit_comment(
    *, person: Person, comment_id: UUID, read_version: int, text: str, mentioned: Iterable[UUID] = ()
) -> MarginThread:
    """Change my comment; whoever is mentioned in it now and was not before hears of it."""
    comment = queries.get_own_comment(person, comment_id)
    if comment.brought_as:
        raise Forbidden
    if comment.version != read_version:
        raise Outdated(version=comment.version)
    comment.version += 1
    known = set(comment.mentions.values_list("person_id", flat=True))
    _put_text(comment, text, mentioned)
    notices.tell_of_comment(comment, known=known)
    room_changed(comment.thread.room_id, PART)
    return queries.get_thread(person, comment.thread_id)


@transaction.atomic
def remove_comment(*, person: Person, comment_id: UUID) -> None:
    """Take my words back; a thread in which nothing is left goes with them."""
    comment = queries.get_own_comment(person, comment_id)
    thread = comment.thread
    comment.delete()
    if not thread.comments.exists():
        thread.delete()
    room_changed(thread.room_id, PART)


@transaction.atomic
def resolve_thread(*, person: Person, thread_id: UUID) -> MarginThread:
    """It is settled: the thread leaves the margin, and can be read on."""
    return _settle(person, thread_id, "resolve")


@transaction.atomic
def reopen_thread(*, person: Person, thread_id: UUID) -> MarginThread:
    """It is not settled after all."""
    return _settle(person, thread_id, "reopen")


def _settle(person: Person, thread_id: UUID, step: str) -> MarginThread:
    thread, abilities = queries.get_thread_to_comment(person, thread_id)
    if not abilities.write and thread.person_id != person.pk:
        raise Forbidden
    take_step(thread, step, by=person)
    room_changed(thread.room_id, PART)
    return queries.get_thread(person, thread_id)


def _say(thread: MarginThread, person: Person, text: str, mentioned: Iterable[UUID], *, answers: bool = False) -> None:
    comment = MarginComment(thread=thread, person=person, language=person.language)
    _put_text(comment, text, mentioned)
    notices.tell_of_comment(comment, answers=answers)
    room_changed(thread.room_id, PART)


def _put_text(comment: MarginComment, text: str, mentioned: Iterable[UUID]) -> None:
    """Save the text, with those who are mentioned by id; only somebody who may enter the room can be mentioned."""
    new = comment._state.adding
    before = [] if new else [one.person for one in comment.mentions.select_related("person")]
    comment.text, named, added = mentions.kept(comment.person, comment.thread.room_id, text, mentioned, before)
    comment.save()
    if not new:
        MarginMention.objects.filter(comment=comment).exclude(person__in=named).delete()
    MarginMention.objects.bulk_create([MarginMention(comment=comment, person=one) for one in added])


def _count(person: Person) -> None:
    words = _("That were many comments at once. Yours is still here: send it again in a minute.")
    throttles.count("comments", person.pk, most=COMMENTS_A_MINUTE, seconds=A_MINUTE, words=words)
