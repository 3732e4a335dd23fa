"""What is answered about sessions, as the reader may see them."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from dotanks.room import entering
from dotanks.room.models import AgendaItem, Attendance, Entry, Session, SessionRecord, SessionTask
from dotanks.room.sessions import queries, rules
from dotanks.room.sessions.cards import cards, kinds
from dotanks.room.sessions.report import sections
from dotanks.room.sessions.states import SessionState
from people.api.answers import PersonCard
from people.models import Person


class EntryAnswer(serializers.ModelSerializer[Entry]):
    """A note. It names nobody: I only learn whether it is mine."""

    item_id = serializers.UUIDField()
    mine = serializers.SerializerMethodField()
    hidden = serializers.BooleanField(source="item.hides")
    for_lesson = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = ["id", "item_id", "box", "words", "mine", "hidden", "for_lesson"]
        read_only_fields = fields

    @extend_schema_field(serializers.BooleanField())
    def get_mine(self, entry: Entry) -> bool:
        return bool(entry.author_id == self.context["person"].pk)

    @extend_schema_field(serializers.BooleanField())
    def get_for_lesson(self, entry: Entry) -> bool:
        return entry.for_lesson_at is not None


class AgendaItemAnswer(serializers.ModelSerializer[AgendaItem]):
    """One item. While its notes are hidden, others learn no more than how many people have written."""

    name = serializers.SerializerMethodField()
    current = serializers.BooleanField(source="is_current")
    hides = serializers.BooleanField()
    written_by = serializers.IntegerField()

    class Meta:
        model = AgendaItem
        fields = [
            "id",
            "card",
            "name",
            "minutes",
            "quiet",
            "current",
            "started_at",
            "ends_at",
            "seconds_left",
            "ended_at",
            "hides",
            "written_by",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_name(self, item: AgendaItem) -> str:
        card = cards().get(item.card)
        return card.words.name if card else item.card


class AttendanceAnswer(serializers.ModelSerializer[Attendance]):
    person = PersonCard()

    class Meta:
        model = Attendance
        fields = ["person", "hand_raised_at"]
        read_only_fields = fields


class SessionTaskAnswer(serializers.ModelSerializer[SessionTask]):
    who = PersonCard()

    class Meta:
        model = SessionTask
        fields = ["id", "words", "who", "due"]
        read_only_fields = fields


class BoxAnswer(serializers.Serializer[Any]):
    box = serializers.CharField()
    name = serializers.CharField()


class WhereAnswer(serializers.Serializer[Any]):
    """A part of the room, as its address names it."""

    middle = serializers.CharField(allow_blank=True)
    beside = serializers.CharField(allow_blank=True)
    at = serializers.CharField(allow_blank=True)


class SessionAbilities(serializers.Serializer[Any]):
    start = serializers.BooleanField()
    change = serializers.BooleanField()
    call_off = serializers.BooleanField()
    lead = serializers.BooleanField()
    take_over = serializers.BooleanField()
    write = serializers.BooleanField()
    open_board = serializers.BooleanField()
    raise_hand = serializers.BooleanField()
    mark_for_lesson = serializers.BooleanField()
    add_task = serializers.BooleanField()


def _kind_name(session: Session) -> str:
    kind = kinds().get(session.kind)
    return kind.words.name if kind else session.kind


class SessionCardAnswer(serializers.ModelSerializer[Session]):
    """A session in a list."""

    kind_words = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=SessionState.choices)
    state_words = serializers.CharField(source="get_state_display")
    facilitator_name = serializers.CharField(source="shown_as")
    has_record = serializers.SerializerMethodField()

    class Meta:
        model = Session
        fields = [
            "id",
            "kind",
            "kind_words",
            "title",
            "state",
            "state_words",
            "facilitator_name",
            "planned_on",
            "planned_at",
            "started_at",
            "ended_at",
            "version",
            "has_record",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_kind_words(self, session: Session) -> str:
        return _kind_name(session)

    @extend_schema_field(serializers.BooleanField())
    def get_has_record(self, session: Session) -> bool:
        return hasattr(session, "record") and session.record.made_at is not None


class SessionAnswer(SessionCardAnswer):
    """One session, as I see it, with the time of the server by which its clock is read."""

    facilitator = PersonCard(source="shown_author")
    client = PersonCard(allow_null=True)
    boxes = serializers.SerializerMethodField()
    agenda = AgendaItemAnswer(many=True)
    entries = serializers.SerializerMethodField()
    people = AttendanceAnswer(many=True, source="attendances")
    tasks = SessionTaskAnswer(many=True)
    gather = WhereAnswer(allow_null=True)
    board_id = serializers.UUIDField(allow_null=True)
    abilities = serializers.SerializerMethodField()
    now = serializers.SerializerMethodField()

    class Meta:
        model = Session
        fields = [
            *SessionCardAnswer.Meta.fields,
            "facilitator",
            "client",
            "question",
            "question_agreed_at",
            "again_weeks",
            "boxes",
            "agenda",
            "entries",
            "people",
            "tasks",
            "gather",
            "gathered_at",
            "board_id",
            "abilities",
            "now",
        ]
        read_only_fields = fields

    @extend_schema_field(BoxAnswer(many=True))
    def get_boxes(self, session: Session) -> Any:
        boxes = kinds()[session.kind].words.boxes if session.kind in kinds() else {}
        return [{"box": box, "name": name} for box, name in boxes.items()]

    @extend_schema_field(EntryAnswer(many=True))
    def get_entries(self, session: Session) -> Any:
        notes = [note for item in session.agenda.all() for note in item.notes]  # type: ignore[attr-defined]
        return EntryAnswer(notes, many=True, context=self.context).data

    @extend_schema_field(SessionAbilities)
    def get_abilities(self, session: Session) -> dict[str, bool]:
        return rules.abilities(self.context["person"], session, self.context["room"])

    @extend_schema_field(serializers.DateTimeField())
    def get_now(self, session: Session) -> str:
        return timezone.now().isoformat()


class RoomNowAnswer(serializers.Serializer[Any]):
    """What runs in the room now."""

    session = SessionAnswer(allow_null=True)


class SectionAnswer(serializers.Serializer[Any]):
    heading = serializers.CharField()
    lines = serializers.ListField(child=serializers.CharField())
    quoted = serializers.BooleanField()


class SessionRecordAnswer(serializers.ModelSerializer[SessionRecord]):
    """The record of a session, its headings in my language."""

    session_id = serializers.UUIDField()
    title = serializers.CharField(source="session.title")
    kind_words = serializers.SerializerMethodField()
    started_at = serializers.DateTimeField(source="session.started_at")
    ended_at = serializers.DateTimeField(source="session.ended_at")
    sections = serializers.SerializerMethodField()

    class Meta:
        model = SessionRecord
        fields = ["session_id", "title", "kind_words", "started_at", "ended_at", "made_at", "sections"]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_kind_words(self, record: SessionRecord) -> str:
        return _kind_name(record.session)

    @extend_schema_field(SectionAnswer(many=True))
    def get_sections(self, record: SessionRecord) -> Any:
        return SectionAnswer(sections(record), many=True).data


def _as_seen(person: Person, room_id: UUID, session: Session) -> Any:
    return SessionAnswer(session, context={"person": person, "room": entering.read(person, room_id)}).data


def session_answer(person: Person, room_id: UUID, session_id: UUID, status: int = 200) -> Response:
    """One session as this person sees it."""
    return Response(_as_seen(person, room_id, queries.get_session(person, room_id, session_id)), status=status)


def now_answer(person: Person, room_id: UUID) -> Response:
    """The session that runs in the room as this person sees it, if one does."""
    session = queries.running_session(person, room_id)
    return Response({"session": _as_seen(person, room_id, session) if session else None})
