"""The demo network: something at every stage, dates that tell a story, and a second load that changes nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from common.models import Change, HistoryLine
from dotanks.live import rooms
from dotanks.live.models import RoomUpdate
from dotanks.models import DoTank, Invitation, Proposal, ProposedTeam
from dotanks.room.boards.queries import contents_of
from dotanks.room.models import Board, Decision, MarginComment, Message, Poll, Session, SessionRecord
from dotanks.room.sessions.report import sections
from dotanks.states import DoTankState, InvitationState, ProposalState
from experiments.kinds import Facet
from experiments.models import Pilot, Reading, ValueEntry
from experiments.states import PilotState, Verdict
from flow import desk
from flow.demo import files
from flow.demo.cast import PASSWORD
from flow.demo.clock import moved_clock
from flow.portfolio import portfolio_of
from flow.trail import trail_of
from ideas.backing.states import BackingState
from ideas.models import Backing, Problem
from ideas.queries import with_poster
from ideas.register.queries import rules_in_the_way
from ideas.states import ProblemState
from learning.models import Case, Lesson
from learning.states import LessonState, Outcome
from people.groups.queries import with_size
from people.models import Group, GroupGoal, GroupMembership, Letter, Notice, Organisation, Person, Role
from tests import remembered
from tests.shared import behind

NOBODY: Any = AnonymousUser()


# Each test is taken back; without the mark there would be no test database for the fixture below.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded and committed once for all tests here, and emptied at the end."""
    with django_db_blocker.unblock():
        assert connection.settings_dict["NAME"].startswith("test_")
        call_command("load_demo", stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        remembered.forget()  # its rows bear numbers that sequences now give again


def everything() -> dict[str, tuple[int, str]]:
    """Each table's number of rows and a digest of them."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        rows = sorted(repr(row) for row in model._base_manager.values_list())
        found[model._meta.db_table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def person(short: str) -> Person:
    return Person.objects.get(email__startswith=f"{short}@")


def test_loading_twice_changes_nothing() -> None:
    before = everything()
    words = StringIO()

    call_command("load_demo", stdout=words)

    assert everything() == before
    assert before["common_historyline"][0] > 150
    assert "nothing changed" in words.getvalue()


def test_the_network_is_as_large_as_promised() -> None:
    assert Organisation.objects.count() == 12
    assert 38 <= Person.objects.count() <= 50
    assert Organisation.objects.values("kind").distinct().count() == 8
    assert set(Organisation.objects.values_list("language", flat=True)) == {"en", "nl", "sv", "nb"}
    assert Counter(Role.objects.values_list("kind", flat=True)) == {
        "coordinator": 3,
        "manager": 5,
        "administrator": 3,
        "legal": 3,
        "data_protection": 3,
    }
    coordinators = Role.objects.filter(kind="coordinator")
    assert len(set(coordinators.values_list("person__employments__organisation__country", flat=True))) == 3
    assert Case.objects.count() == 84


def test_the_eleven_real_problems_are_posted_and_every_story_retells_a_real_case() -> None:
    cases = dict(Case.objects.values_list("slug", "kind"))
    told = {story["slug"].split("/")[0]: story for story in files.stories()}
    assert set(told) <= set(cases)
    real = {slug for slug, kind in cases.items() if kind == "problem"}
    assert len(real) == 11
    posted = set(Problem.objects.posted().values_list("pk", flat=True))
    for slug in real:
        assert files.fixed_id("problem", slug) in posted
        assert told[slug]["problem"]["principle"]
        assert told[slug]["problem"]["topics"]
    languages = Counter(told[slug]["language"] for slug in real)
    assert set(languages) == {"en", "nl", "sv", "nb"}


@pytest.mark.parametrize(
    ("model", "states"),
    [
        (Problem, set(ProblemState.values)),
        (DoTank, set(DoTankState.values)),
        # The clock alone ends what nobody answered, there as everywhere.
        (Invitation, set(InvitationState.values) - {InvitationState.EXPIRED}),
        # No proposal rests in "being written": it is made by submitting.
        (Proposal, set(ProposalState.values) - {ProposalState.DRAFT}),
        (Pilot, set(PilotState.values)),
        (Lesson, set(LessonState.values)),
        (Backing, set(BackingState.values) - {BackingState.MISSED}),
    ],
)
def test_something_is_at_every_stage(model: Any, states: set[str]) -> None:
    assert set(model.objects.values_list("state", flat=True)) == states


def test_the_stages_between_the_states() -> None:
    assert ProposedTeam.objects.filter(confirmed_at=None, need__problem__state=ProblemState.PUBLISHED).exists()
    signed_off = Proposal.objects.filter(state=ProposalState.SIGNED_OFF)
    assert signed_off.filter(dotank__pilot=None).count() == 1
    ready = [one for one in DoTank.objects.filter(state=DoTankState.FORMING) if one.seats.count() >= 2]
    assert any(not one.invitations.filter(state=InvitationState.SENT).exists() for one in ready)
    forming = [set(one.invitations.values_list("state", flat=True)) for one in ready]
    assert {InvitationState.SENT, InvitationState.ACCEPTED, InvitationState.DECLINED} in forming
    running = Pilot.objects.in_force().get()
    assert running.needs_exemption
    assert {measure.kind for measure in running.measures.all()} == {"goal", "guardrail"}
    assert Reading.objects.filter(measure__pilot=running, measure__kind="goal").count() == 6
    assert {use.kind for use in running.uses.all()} == {"people", "money"}
    assert list(running.cards.values_list("state", flat=True)) == ["decided", "running"]
    assert running.check_ins.count() == 3
    assert Pilot.objects.get(state=PilotState.PAUSED).paused_because == "guardrail"
    assert set(Lesson.objects.public().values_list("outcome", flat=True)) == {
        Outcome.WORKED,
        Outcome.PARTLY,
        Outcome.DID_NOT_WORK,
        Outcome.NOT_TRIED,
    }
    assert set(Pilot.objects.exclude(verdict="").values_list("verdict", flat=True)) == set(Verdict.values) - {"unclear"}


def test_the_shelf_shows_kinds_of_value_and_a_portfolio_with_gaps() -> None:
    assert {entry.kind for entry in ValueEntry.objects.all()} > {"quality", "avoided_cost"}
    assert set(Pilot.objects.values_list("facet", flat=True)) == set(Facet.values)
    veldoever = portfolio_of(Organisation.objects.get(slug="veldoever").pk)
    assert sum(facet.wanted or 0 for facet in veldoever.facets) == 100
    assert any(facet.gap for facet in veldoever.facets)
    assert veldoever.budget


def test_groups_of_each_setting_gather_people_of_several_organisations() -> None:
    found = with_size(Group.objects.all())
    assert {group.setting for group in found} == {"open", "on_request", "formal"}
    assert {group.language for group in found} == {"en", "nl", "nb"}
    assert min(group.organisations for group in found) >= 3  # type: ignore[attr-defined]
    assert all(GroupMembership.objects.filter(group=group, convenes=True).count() <= 2 for group in found)
    assert GroupMembership.objects.filter(state="asked").count() == 1
    assert GroupGoal.objects.count() == len(found) == 4
    assert set(Problem.objects.filter(in_groups__isnull=False).values_list("state", flat=True)) == {
        ProblemState.PUBLISHED,
        ProblemState.TAKEN_UP,
    }


def test_documents_hold_real_text_in_their_own_language() -> None:
    proposal = Proposal.objects.select_related("version", "dotank__problem").get(state=ProposalState.SUBMITTED)
    assert proposal.version.number == 2
    assert "Klein beginnen" in proposal.version.text
    assert "<li>" in proposal.version.html
    assert RoomUpdate.objects.filter(room_id=proposal.dotank.room_id).count() == 3


def test_one_room_shows_all_that_a_room_can() -> None:
    room = Session.objects.get(facilitator=person("silje")).room_id
    document = rooms.read_document(room).html
    assert document.count("<table") == 1
    assert [item.done for item in rooms.read_checks(room)] == [False, False, True]
    for board in Board.objects.filter(room_id=room):
        standing = contents_of(board)
        assert standing.notes
        assert standing.arrows
    assert set(Board.objects.filter(room_id=room).values_list("kind", flat=True)) == {"assumptions", "fails"}
    assert Message.objects.filter(room_id=room).count() == 4
    assert Poll.objects.get(room_id=room).state == "open"
    assert Decision.objects.filter(room_id=room, review_on__gt=timezone.localdate()).count() == 2
    assert MarginComment.objects.filter(thread__room_id=room).count() == 2
    with translation.override("en"):
        told = {one.heading: one.lines for one in sections(SessionRecord.objects.get(session__room_id=room))}
    assert len(told["Who was there"]) == 3
    assert len(told["On the boards"]) == 3
    assert {"Worked", "Failed", "Puzzled", "What was decided", "Tasks", "Still open in the document"} <= set(told)


def test_history_tells_five_months_in_order_and_never_the_future() -> None:
    lines = list(HistoryLine.objects.order_by("id").values_list("at", flat=True))
    now = timezone.now()
    # Steps of a poster keep only their day.
    days = [timezone.localdate(at) for at in lines]
    assert days == sorted(days)
    assert now - timedelta(days=165) < lines[0] < now - timedelta(days=140)
    assert lines[-1] < now
    assert not [day for day in lines if day.weekday() >= 5 and day.second == 0]
    for model in apps.get_models():
        for field in ("created_at", "at", "taken_on"):
            if model is not Change and field in {one.name for one in model._meta.get_fields()}:
                latest = model._base_manager.order_by(f"-{field}").values_list(field, flat=True).first()
                assert latest is None or latest < (now if field != "taken_on" else now.date())


def test_the_feed_keeps_the_real_time_so_that_search_cannot_miss_it() -> None:
    problems = [str(pk) for pk in Problem.objects.values_list("pk", flat=True)]
    oldest = Change.objects.filter(subject_id__in=problems).order_by("at").first()
    assert oldest is not None
    assert oldest.at > timezone.now() - timedelta(minutes=10)


def test_the_clock_is_put_back() -> None:
    real = timezone.now
    with moved_clock() as clock:
        clock.shows = clock.moment(100, 0)
        assert timezone.now() == clock.shows
    assert timezone.now is real
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        assert HistoryLine.objects.create(subject_kind="x", subject_id=person("anneke").pk, step="x").at is not None
    line = HistoryLine.objects.get(step="x")
    assert abs(line.at - timezone.now()) < timedelta(minutes=1)


def test_no_letter_leaves_and_only_the_newest_notices_are_new() -> None:
    assert mail.outbox == []
    assert set(Letter.objects.values_list("mailed", flat=True)) == {"sent"}
    assert not Notice.objects.filter(waits_until__isnull=False).exists()
    unseen = Counter(Notice.objects.filter(seen_at=None).values_list("person_id", flat=True))
    assert unseen
    assert max(unseen.values()) <= 3
    assert not Notice.objects.filter(seen_at__gt=timezone.now()).exists()


def test_every_trail_can_be_read_by_everybody() -> None:
    for problem in with_poster(Problem.objects.posted()):
        for reader in (NOBODY, person("hanneke"), person("lotte")):
            trail = trail_of(problem, reader)
            assert [station.name for station in trail.stations] == ["problem", "dotank", "sign_off", "pilot", "lesson"]
            moments = [step.at for step in trail.steps]
            assert [at.date() for at in moments] == sorted(at.date() for at in moments)
            assert moments


def test_every_desk_answers_and_the_people_to_try_find_what_is_promised() -> None:
    waiting = {one.email.split("@")[0]: desk.waits_for(one) for one in Person.objects.all()}
    for one in Person.objects.all():
        list(desk.changed_for(one))
        list(desk.might_help(one))
    for short in ("anneke", "ingrid"):
        assert any(one.link.endswith("/edit") for one in waiting[short])
    for short in ("joost", "mila"):
        assert [one.link.split("/")[2] for one in waiting[short]] == ["proposals"]
    assert [one.link.split("/")[2] for one in waiting["fatima"]] == ["invitations"]
    assert {str(one.verb) for one in waiting["lotte"]} == {
        "Complete and start the pilot",
        "Enter this week's reading",
        "Check in: how does the pilot go?",
    }
    assert {one.link.split("/")[2] for one in waiting["viktor"]} == {"dotanks", "pilots", "lessons"}
    assert {one.link.split("/")[2] for one in waiting["silje"]} == {"dotanks", "pilots"}
    assert [str(one.verb) for one in waiting["orla"]] == ["Answer the colleagues who stand behind it"]
    assert [str(one.verb) for one in waiting["hanneke"]].count("Name who decides") == 1
    assert len(waiting["hanneke"]) == 6
    assert len(waiting["niamh"]) == 7


@pytest.mark.parametrize("short", ["anneke", "marit", "joost", "lotte"])
def test_every_screen_of_theirs_has_an_answer(short: str) -> None:
    client = Client()
    client.force_login(person(short))
    for page in ("me/", "me/notices/", "desk/", "problems/", "dotanks/"):
        assert client.get(f"/api/{page}").status_code == 200, page
    for one in desk.waits_for(person(short)):
        assert client.get(behind(one.link)).status_code == 200, one.link
    for notice in Notice.objects.filter(person=person(short)):
        assert client.get(behind(notice.told.link)).status_code == 200, notice.told.link


def test_the_demo_people_are_printed_and_can_sign_in() -> None:
    words = StringIO()
    call_command("demo_people", stdout=words)
    first, *lines = words.getvalue().splitlines()
    assert PASSWORD in first
    for role in ("poster", "coordinator", "manager", "team member", "administrator"):
        assert any(f"  {role} " in line for line in lines), role
    emails = [line.split()[0] for line in lines]
    assert all(check_password(PASSWORD, one.password) for one in Person.objects.filter(email__in=emails))
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == Person.objects.count()
    client = Client()
    answer = client.post("/accounts/login/", {"login": emails[0], "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/api/me/").json()["name"] == Person.objects.get(email=emails[0]).name


def test_the_password_passes_the_rules_that_hold_for_everybody() -> None:
    for one in Person.objects.all():
        validate_password(PASSWORD, one)


def test_a_public_site_refuses_people_whose_password_everybody_knows(settings: Any) -> None:
    settings.SITE_URL = "https://network.example"
    with pytest.raises(CommandError, match="--on-https"):
        call_command("load_demo", stdout=StringIO())


def test_the_register_shows_what_is_named_most_and_what_became_of_it() -> None:
    entries: dict[str, Any] = {rule.name: rule for rule in rules_in_the_way()}

    most = next(iter(entries.values()))
    assert (most.name, most.naming) == ("Each office asks for the same papers on a form of its own", 3)
    # Under two spellings, in two languages.
    assert entries["Forms and decisions must use the words of the law"].naming == 2
    # Kept by hand, and noted by the pilots themselves.
    fates = {rule.last_fate for rule in entries.values()}
    assert fates == {None, "explained", "changed", "exempted", "kept"}
    assert entries["Beheerregels roerende zaken, artikel 9"].owner is not None
