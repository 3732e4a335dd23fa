"""A network in which people with rare marks have done everything that leaves a trace."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test import Client
from django.utils import timezone

from dotanks.actions import asking
from dotanks.live.models import Room, RoomAuthor
from dotanks.models import (
    AffectedGroup,
    Batch,
    EarlierWork,
    HoursRequest,
    JoinRequest,
    OpenCall,
    SeatBeside,
    VersionAuthor,
    VersionName,
)
from dotanks.room.models import (
    AgendaItem,
    Attendance,
    Board,
    Entry,
    MarginComment,
    MarginMention,
    MarginThread,
    RoomAttachment,
    Session,
    SessionRecord,
    SessionTask,
)
from dotanks.room.sessions.recording import content_of
from experiments.actions import sign_offs
from experiments.models import CheckIn, ClashLook, CopyRequest, SignOffReminder, Use
from ideas.actions.peers import show_name_to_peers
from ideas.models import Comment, Follow, Mention, Support
from people.actions.blocks import add_block
from people.actions.delegations import moments_of
from people.models import Delegation, EmployerClaim, FreePeriod, Notice, NoticeRhythms, Person, Role, Verification
from people.notices import fill, names_in, words_for
from people.privacy.archive import zipped
from tests import backing, copies, files, groups, peers, rooms, stages
from tests.cast import Cast
from tests.factories import PASSWORD

MARKS = {
    "poster": "Quirinius Zonderling",
    "member": "Xanthippe Ongewoon",
    "manager": "Ysbrand Eigenaardig",
    "coordinator": "Wilhelmus Zeldzaam",
}


def lived(cast: Cast) -> None:
    """Rename four of the cast to something nobody else is called, and let them live through a whole case."""
    for who, name in MARKS.items():
        person = cast[who]
        assert person
        person.name, person.email = name, f"{name.lower().replace(' ', '.')}@{who}.example"
        person.save(update_fields=["name", "email"])
        person.emailaddress_set.update(email=person.email)  # type: ignore[attr-defined]
    stages.agreed_look(cast)
    asking.accept(person=cast.member, invitation_id=stages.invitation(stages.edited(cast), cast.member).pk)
    groups.gathered(cast)
    lesson = stages.published(cast)
    assert lesson.pilot
    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=lesson.pilot.sign_off.proposal_id, reason="Law")
    today = timezone.localdate()
    Use.objects.create(pilot=lesson.pilot, kind="people", amount=1, used_on=today, by=cast.member)
    CheckIn.objects.create(pilot=lesson.pilot, on_day=today, going="well", by=cast.member)
    SignOffReminder.objects.create(
        required=lesson.pilot.sign_off.required, working_days=11, escalated_to=cast.coordinator
    )
    RoomAttachment.objects.create(
        room_id=lesson.dotank.room_id, added_by=cast.member, digest="1" * 64, size=1, width=1, height=1
    )
    HoursRequest.objects.create(
        dotank=lesson.dotank,
        person=cast.member,
        manager=cast.manager,
        **stages.hours(cast),
        words="As long as it lasts.",
    )
    SeatBeside.objects.create(
        dotank=lesson.dotank, person=cast.manager, asked_by=cast.coordinator, kind="coach", until=timezone.localdate()
    )
    AffectedGroup.objects.create(dotank=lesson.dotank, place=0, name="Residents", voice=cast.member)
    VersionName.objects.create(version=lesson.dotank.versions.get(), name="For the manager", named_by=cast.member)
    VersionAuthor.objects.create(version=lesson.dotank.versions.get(), person=cast.member)
    RoomAuthor.objects.create(room_id=lesson.dotank.room_id, person_id=cast.member.pk, last_seq=1)
    backing.answered(cast)
    talk = peers.talking(cast, lesson.dotank.problem)
    show_name_to_peers(poster=cast.poster, problem_id=talk.search.problem_id)
    problem = stages.posted(cast, title="Another one")
    stages.draft(cast, title="Never finished")
    files.attach(cast.poster, problem)
    add_block(person=cast.member, email=cast.third.email)
    FreePeriod.objects.create(
        person=cast.member, since=timezone.localdate(), until=timezone.localdate(), hours_a_week=3
    )
    call = OpenCall.objects.create(
        dotank=lesson.dotank,
        coordinator=cast.coordinator,
        words="Who knows archives?",
        language="en",
        until=stages.in_a_week(),
    )
    JoinRequest.objects.create(call=call, person=cast.member, reason="I did this last year")
    Batch.objects.create(coordinator=cast.coordinator, total=1)
    EarlierWork.objects.create(problem=problem, by=cast.coordinator, nothing_fitted="Nothing like it")
    for who in MARKS:
        person = cast[who]
        assert person
        Support.objects.create(problem=problem, person=person, organisation=cast.home, by_name=True)
        Follow.objects.create(problem=problem, person=person)
        comment = Comment.objects.create(problem=problem, person=person, text=f"Said by {who}", language="en")
        Mention.objects.create(comment=comment, person=person)
        thread = MarginThread.objects.create(room_id=lesson.dotank.room_id, person=person, quote="Three signatures")
        beside = MarginComment.objects.create(thread=thread, person=person, text=f"Beside by {who}", language="en")
        MarginMention.objects.create(comment=beside, person=person)
        rooms.live(cast, lesson.dotank.room_id, person)
        live = Room.objects.create(kind="board.free")
        Board.objects.create(room_id=lesson.dotank.room_id, live=live, kind="free", title="Stamps", made_by=person)
        EmployerClaim.objects.create(person=person, organisation=cast.home)
        NoticeRhythms.objects.create(person=person, mine="daily")
        signed_in(person)
        Authenticator.objects.create(user=person, type="totp", data={})
        SocialAccount.objects.create(user=person, provider="openid_connect", uid=f"uid-{who}")
        role = Role.objects.create(person=person, kind="coordinator", organisation=cast.home, since=today)
        until = today + timedelta(days=3)
        days = {"since": today, "until": until, **moments_of(role, today, until)}
        Delegation.objects.create(role=role, person=person, delegate=cast.colleague, **days)
    copies.ask(cast, lesson.pilot)
    CopyRequest.objects.update(asked_by=cast.member, answered_by=cast.manager, answered_at=timezone.now())
    ClashLook.objects.create(pilot=lesson.pilot, other=lesson.pilot, by=cast.member)
    sat_together(cast, lesson.dotank.room_id)
    Verification.objects.create(
        organisation=cast.home, proof="domain", evidence="home.example", verified_by=cast.coordinator
    )


def sat_together(cast: Cast, room: Any) -> None:
    """A session with notes, tasks and a record of it."""
    now = timezone.now()
    session = Session.objects.create(
        room_id=room,
        kind="fail-round",
        title="Fail round",
        facilitator=cast.member,
        client=cast.manager,
        state="ended",
        started_at=now,
        ended_at=now,
    )
    item = AgendaItem.objects.create(session=session, place=0, card="silent-writing", minutes=5, started_at=now)
    for who in MARKS:
        person = cast[who]
        assert person
        Attendance.objects.create(session=session, person=person)
        Entry.objects.create(item=item, box="worked", words=f"Noted by {who}", author=person)
        SessionTask.objects.create(session=session, words=f"To do for {who}", who=person)
    SessionRecord.objects.create(session=session, content=content_of(session), made_at=now)


def signed_in(person: Person) -> Client:
    """A browser of theirs."""
    client = Client()
    assert client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD}).status_code == 302
    assert client.get("/api/me/").status_code == 200
    return client


def archive(person: Person) -> tuple[dict[str, list[dict[str, Any]]], str]:
    """The tables of a person's archive by name, and its page."""
    with ZipFile(BytesIO(zipped(Person.objects.get(pk=person.pk)))) as made:
        tables = {
            name.removeprefix("tables/").removesuffix(".json"): json.loads(made.read(name))
            for name in made.namelist()
            if name.endswith(".json")
        }
        return tables, made.read("read-me.html").decode()


def everything(*, opened: bool = True) -> Iterator[tuple[str, str, str]]:
    """Every row of every table as text, with its table and its key; what notices say is opened too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables"
            " WHERE table_schema IN ('public', 'identity') AND table_type = 'BASE TABLE'"
        )
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text, to_jsonb(t) FROM "{schema}"."{table}" t')
            for text, row in cursor.fetchall():
                values = json.loads(row) if isinstance(row, str) else row
                key = next((str(values[one]) for one in ("id", "person_id", "session_key", "pk") if one in values), "")
                yield table, key, re.sub(r"\\\\x([0-9a-f]+)", _bytes, text)
    for notice in Notice.objects.all() if opened else ():
        words = words_for(notice.told)
        yield "people_notice", str(notice.pk), fill(words.happened, notice.told.data, names_in([notice]))


def _bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(found[1] if len(found[1]) % 2 == 0 else found[1] + "0").decode(errors="replace")
