"""Every main screen of the product with its demo network: its name, who looks at it, and where it is."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.conftest import Site
from tests.browser.sign_off_screens import ADDRESSES, INBOX

Found = tuple[str | None, str]


@dataclass(frozen=True)
class Screen:
    """A screen with the way to find somebody who sees it in the demo network."""

    name: str
    find: Callable[[Site], Found]


def in_room(name: str, opened: str = "") -> Screen:
    """What stands open in the room of a Do Tank at work that has kept a version."""
    found = SEAT.format(id="d.id") + (
        " JOIN dotanks_documentversion v ON v.dotank_id = d.id WHERE d.state = 'working' ORDER BY d.id LIMIT 1"
    )
    return Screen(name, row(found, f"/app/dotanks/{{id}}/room{opened}"))


def public(address: str) -> Callable[[Site], Found]:
    return lambda site: (None, address)


def row(question: str, address: str) -> Callable[[Site], Found]:
    """The first row of a question that gives an e-mail address and an id."""

    def find(site: Site) -> Found:
        rows = site.rows(question)
        assert rows, question
        email, subject = rows[0]
        return email, address.format(id=subject)

    return find


def of_person(name: str, address: str) -> Callable[[Site], Found]:
    """A screen of one of the demo people, by the short name before the @."""
    return row(f"SELECT email, id FROM people_person WHERE split_part(email, '@', 1) = '{name}'", address)


def kept(table: str, which: str, address: str) -> Callable[[Site], Found]:
    """A screen about one row of the people app, as the administrator of the network sees it."""
    keeper = "(SELECT email FROM people_person WHERE split_part(email, '@', 1) = 'henrik')"
    return row(f"SELECT {keeper}, id FROM people_{table} WHERE {which} ORDER BY id LIMIT 1", address)


COORDINATOR = (
    "(SELECT p.email FROM people_person p JOIN people_role r ON r.person_id = p.id "
    "WHERE r.kind = 'coordinator' ORDER BY 1 LIMIT 1)"
)
SEAT = (
    "SELECT p.email, {id} FROM dotanks_dotank d JOIN dotanks_seat s ON s.dotank_id = d.id "
    "JOIN people_person p ON p.id = s.person_id"
)
PILOT = (
    SEAT.format(id="x.id")
    + " JOIN experiments_pilot x ON x.dotank_id = d.id WHERE x.state = '{state}' ORDER BY x.id, p.email LIMIT 1"
)
PROPOSAL = (
    "SELECT p.email, x.id FROM dotanks_proposal x JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN people_person p ON p.id = d.manager_id WHERE x.state = '{state}' ORDER BY x.id LIMIT 1"
)
WITHDRAWN = (
    "SELECT p.email, x.id FROM experiments_signoffwithdrawal w JOIN experiments_signoff s ON s.id = w.sign_off_id "
    "JOIN dotanks_proposal x ON x.id = s.proposal_id JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN people_person p ON p.id = d.manager_id LIMIT 1"
)
WITHDRAW = """
from dotanks.models import Proposal
from flow.steps import withdraw_sign_off
proposal = Proposal.objects.filter(state="signed_off", dotank__pilot__isnull=True).first()
withdraw_sign_off(manager=proposal.dotank.manager, proposal_id=proposal.pk, reason="The budget for it is gone.")
"""


LOOK = (
    "SELECT (SELECT email FROM people_person WHERE split_part(email, '@', 1) = 'marit'), id FROM ideas_look "
    "WHERE state = '{state}' ORDER BY id LIMIT 1"
)
ASK_FOR_LOOKS = """
from ideas.actions.looks import agree_to_look, ask_for_look
from ideas.models import Problem
from people.models import Person
hanneke, marit = (Person.objects.get(email__startswith=f"{name}@") for name in ("hanneke", "marit"))
for problem in Problem.objects.public().filter(by_name=False).order_by("day", "id")[:2]:
    reason = "Under this name somebody announced that a colleague would be hurt. The police ask who it is."
    look = ask_for_look(coordinator=hanneke, problem_id=problem.pk, reason=reason)
agree_to_look(coordinator=marit, look_id=look.pk)
"""
REPORTS = f"SELECT {COORDINATOR}, id FROM ideas_report LIMIT 1"
REPORT = """
from ideas.actions.conversation import report
from ideas.models import Comment, Problem
from people.models import Person
ruben = Person.objects.get(email__startswith="ruben@")
report(person=ruben, reason="names_somebody", words="The street is named, and only one family lives there.",
    comment_id=Comment.objects.out().exclude(person=ruben).order_by("id").first().pk)
report(person=ruben, reason="off_topic", problem_id=Problem.objects.public().order_by("day", "id").first().pk)
"""
BATCH = f"SELECT {COORDINATOR}, id FROM dotanks_batch WHERE state = 'done' ORDER BY created_at LIMIT 1"
WORK_OUT = """
import time
from dotanks import batch_queries
from dotanks.actions import batches, teams
from people.models import Person
from people.rules import is_coordinator
coordinator = next(one for one in Person.objects.order_by("email") if is_coordinator(one))
# Some stay without a need, for the screen that asks for one.
for problem in batch_queries.problems_to_assemble(coordinator, stated=False)[:2]:
    teams.state_need(coordinator=coordinator, problem_id=problem.pk, skills={"plain-language": 3}, topics=[],
        languages=[problem.language], size_min=3, size_wanted=4, size_max=6, hours_a_week=2, weeks=8)
batch = batches.start_batch(coordinator=coordinator, all_stated=True)
patience = time.monotonic() + 90
# The site's own worker is at it, as it would be for the coordinator.
while batch.ended_at is None:
    assert time.monotonic() < patience, batch.state
    time.sleep(0.2)
    batch.refresh_from_db()
"""


NO_TEAM = (
    f"SELECT {COORDINATOR}, n.problem_id FROM dotanks_proposedteam t JOIN dotanks_need n ON n.id = t.need_id "
    "WHERE t.answer->'team' = 'null' LIMIT 1"
)
ASK_TOO_MUCH = """
from dotanks.actions.teams import propose_team, state_need
from ideas.models import Problem
from people.models import Person
hanneke = Person.objects.get(email__startswith="hanneke@")
problem = Problem.objects.filter(state="published", need__isnull=True).order_by("day", "id").first()
state_need(coordinator=hanneke, problem_id=problem.pk, skills={"plain-language": 5}, topics=[], languages=["nl", "en"],
    size_min=6, size_wanted=7, size_max=8, hours_a_week=12, weeks=13)
propose_team(coordinator=hanneke, problem_id=problem.pk)
"""


def made(question: str, script: str, address: str) -> Callable[[Site], Found]:
    """A screen about something that the demo network does not have: people of it do it first, once."""

    def find(site: Site) -> Found:
        if not site.rows(question):
            site.do(script)
        return row(question, address)(site)

    return find


OTHER_WEEKS = (
    "SELECT p.email, f.id FROM people_freeperiod f JOIN people_person p ON p.id = f.person_id ORDER BY f.since LIMIT 1"
)
SAY_OTHER_WEEKS = """
from datetime import timedelta
from django.utils import timezone
from people.actions.blocks import add_block
from people.models import FreePeriod, Person
ruben = Person.objects.get(email__startswith="ruben@")
day = timezone.localdate() + timedelta(days=20)
for hours in (8, 0):
    FreePeriod.objects.create(person=ruben, since=day, until=day + timedelta(days=41), hours_a_week=hours)
    day += timedelta(days=50)
add_block(person=ruben, email="somebody.with.a.long.name@veldoever.example")
"""
# Who posted a problem is kept where no question finds it; the demo's files say it.
PROBLEM = (
    "SELECT p.email, x.id FROM people_person p, ideas_problem x "
    "WHERE split_part(p.email, '@', 1) = '{who}' AND starts_with(x.title, '{title}')"
)
ASKED = "SELECT p.email, a.id FROM ideas_peerask a JOIN people_person p ON p.id = a.person_id WHERE a.state = '{state}'"
CARD = "You cannot pay by card"
DRAFT = PROBLEM.format(who="ingrid", title="Vi tør ikke prøve")
WITH_A_PHOTO = """
from ideas.models import Problem
from people.models import Person
from tests import files
poster, problem = Person.objects.get(email="{0}"), Problem.objects.get(pk="{1}")
if not problem.attachments.exists():
    files.attach(poster, problem, files.photo(size=(1600, 1200)))
"""


def photographed(site: Site) -> Found:
    """The demo network has no photo: the poster of a draft adds one, once."""
    email, draft = site.rows(DRAFT)[0]
    site.do(WITH_A_PHOTO.format(email, draft))
    return email, f"/app/problems/{draft}/edit"


CHARTER = (
    "SELECT p.email, c.dotank_id FROM dotanks_charter c JOIN dotanks_dotank d ON d.id = c.dotank_id "
    "JOIN dotanks_seat s ON s.dotank_id = d.id JOIN people_person p ON p.id = s.person_id WHERE d.state = 'forming' "
    "AND NOT EXISTS (SELECT 1 FROM dotanks_charteracceptance a WHERE a.charter_id = c.id AND a.person_id = p.id) "
    "LIMIT 1"
)
WITH_HELP = "SELECT p.email, b.dotank_id FROM dotanks_seatbeside b JOIN people_person p ON p.id = b.{who} LIMIT 1"
ASKED_BESIDE = (
    "SELECT p.email, b.id FROM dotanks_seatbeside b JOIN people_person p ON p.id = b.person_id WHERE b.state = 'asked'"
)
ASK_BESIDE = """
from dotanks.actions.beside import ask_beside
from dotanks.models import DoTank
from people.models import Person
dotank = DoTank.objects.filter(state="working").order_by("id").last()
ask_beside(person=dotank.coordinator, dotank_id=dotank.pk, email=Person.objects.get(email__startswith="luke@").email,
    kind="borrowed", why="You have counted waiting times before.", skill="evaluation", weeks=4)
"""
# The link is signed: only the product can say where it leads.
ASK_FOR_HOURS = """
from datetime import timedelta
from django.utils import timezone
from dotanks.actions.hours import ask_for_hours
from dotanks.hours.links import link_to
from dotanks.models import HoursRequest, Seat
from people.models import Employment, Person, Role
found = HoursRequest.objects.first()
if found is None:
    seat = Seat.objects.filter(dotank__state="working").order_by("id").first()
    job = Employment.objects.get(person=seat.person, until=None)
    today = timezone.localdate()
    job.manager = Role.objects.filter(kind="manager").exclude(person=job.person).first().person
    job.save()
    found = ask_for_hours(person=job.person, dotank_id=seat.dotank_id, hours_a_week=4, since=today,
        until=today + timedelta(weeks=13))
print(found.manager.email, link_to(found))
"""


def hours_asked(site: Site) -> Found:
    """A member of a working team asks their manager for hours, once."""
    email, address = site.do(ASK_FOR_HOURS).split()
    return email, address


GROUP = (
    "SELECT p.email, m.group_id FROM people_groupmembership m JOIN people_person p ON p.id = m.person_id "
    "WHERE m.convenes AND EXISTS (SELECT 1 FROM people_groupmembership a WHERE a.group_id = m.group_id "
    "AND a.state = 'asked') ORDER BY p.email LIMIT 1"
)
FORMAL = (
    "SELECT p.email, g.id FROM people_group g JOIN people_groupmembership m ON m.group_id = g.id "
    "JOIN people_person p ON p.id = m.person_id JOIN people_role r ON r.person_id = p.id "
    "WHERE g.setting = 'formal' AND r.kind = 'coordinator' ORDER BY p.email LIMIT 1"
)

PUBLIC = [
    Screen("start", public("/en/")),
    Screen("library", public("/en/library/")),
    Screen("library-found", public("/en/library/?q=forms")),
    Screen(
        "lesson",
        row(
            "SELECT NULL, id FROM learning_lesson WHERE state = 'published' ORDER BY published_at DESC LIMIT 1",
            "/en/library/lessons/{id}/",
        ),
    ),
    Screen("case", public("/en/library/cases/be-nido/")),
    Screen("tool", public("/en/library/tools/culture-map/")),
    Screen("principle", public("/en/library/principles/p4-explore/")),
    Screen("problems-public", public("/en/problems/")),
    Screen("rules", public("/en/rules/")),
    Screen(
        "rule",
        row("SELECT NULL, id FROM ideas_rule WHERE name LIKE 'Forms and decisions%' LIMIT 1", "/en/rules/{id}/"),
    ),
    Screen(
        "rule-kept",
        row(
            f"SELECT {COORDINATOR}, id FROM ideas_rule WHERE name LIKE 'Forms and decisions%' LIMIT 1",
            "/app/rules/{id}",
        ),
    ),
    Screen("assembly", row(f"SELECT {COORDINATOR}, id FROM ideas_problem LIMIT 1", "/app/assembly")),
    Screen("assembly-done", made(BATCH, WORK_OUT, "/app/assembly?batch={id}")),
    Screen("fairness", row(f"SELECT {COORDINATOR}, id FROM ideas_problem LIMIT 1", "/app/fairness")),
    Screen("rule-new", row(f"SELECT {COORDINATOR}, id FROM ideas_rule LIMIT 1", "/app/rules/new")),
    Screen(
        "problem-public",
        row("SELECT NULL, id FROM ideas_problem WHERE state = 'answered' ORDER BY id LIMIT 1", "/en/problems/{id}/"),
    ),
    Screen(
        "backed-answered",
        row("SELECT NULL, problem_id FROM ideas_backing WHERE state = 'answered'", "/en/problems/{id}/"),
    ),
    Screen(
        "backed-waiting", row("SELECT NULL, problem_id FROM ideas_backing WHERE state = 'named'", "/en/problems/{id}/")
    ),
    Screen("groups-public", public("/en/groups/")),
    Screen("group-public", row("SELECT NULL, group_id FROM ideas_problemingroup LIMIT 1", "/en/groups/{id}/")),
    Screen("organisations-public", public("/en/organisations/")),
    Screen("organisation-public", public("/en/organisations/veldoever/")),
    Screen("how-it-works", public("/en/how-it-works/")),
    Screen("what-we-store", public("/en/what-we-store/")),
    Screen("accessibility", public("/en/accessibility/")),
    Screen("sign-in", public("/accounts/login/")),
    Screen("sign-up", public("/accounts/signup/")),
    Screen("password-reset", public("/accounts/password/reset/")),
    Screen("not-there", public("/en/nothing-is-here/")),
]
SIGNED_IN = [
    Screen("desk", of_person("lotte", "/app/")),
    Screen("desk-empty", of_person("luke", "/app/")),
    Screen("desk-coordinator", of_person("hanneke", "/app/")),
    Screen("notices", of_person("anneke", "/app/notices")),
    Screen("settings", of_person("anneke", "/app/settings")),
    Screen("settings-notices", of_person("anneke", "/app/settings/notices")),
    Screen("my-data", of_person("anneke", "/app/settings/my-data")),
    Screen("problems", of_person("lotte", "/app/problems")),
    Screen("post", of_person("anneke", "/app/problems/new")),
    Screen("draft", row(DRAFT, "/app/problems/{id}/edit")),
    Screen("draft-with-a-photo", photographed),
    Screen("problem", row(PROBLEM.format(who="lotte", title="Godkjenning av utenlandsk"), "/app/problems/{id}")),
    Screen("problem-open", row(PROBLEM.format(who="lotte", title=CARD), "/app/problems/{id}")),
    Screen("problem-mine", row(PROBLEM.format(who="luke", title=CARD), "/app/problems/{id}")),
    Screen(
        "decision-maker",
        row(
            "SELECT p.email, b.problem_id FROM ideas_backing b JOIN people_person p ON p.id = b.manager_id "
            "WHERE b.state = 'named'",
            "/app/problems/{id}",
        ),
    ),
    Screen("decision-maker-desk", of_person("orla", "/app/")),
    Screen(
        "name-who-decides",
        row(f"SELECT {COORDINATOR}, problem_id FROM ideas_backing WHERE state = 'reached'", "/app/problems/{id}"),
    ),
    Screen("answered-in-public", row(PROBLEM.format(who="kari", title="Vi kaster medisiner"), "/app/problems/{id}")),
    Screen("peers", row(PROBLEM.format(who="lars", title="De som vil fornye"), "/app/problems/{id}/peers")),
    Screen("peers-none-yet", row(PROBLEM.format(who="luke", title=CARD), "/app/problems/{id}/peers")),
    Screen("peer-asked", row(ASKED.format(state="asked"), "/app/peer-asks/{id}")),
    Screen("peer-talk", row(ASKED.format(state="met"), "/app/peer-asks/{id}")),
    Screen(
        "assemble-not-stated",
        row(
            f"SELECT {COORDINATOR}, p.id FROM ideas_problem p LEFT JOIN dotanks_need n ON n.problem_id = p.id "
            "WHERE p.state = 'published' AND n.id IS NULL AND p.topics <> '{}' ORDER BY p.title LIMIT 1",
            "/app/problems/{id}/assemble",
        ),
    ),
    Screen(
        "assemble",
        row(
            f"SELECT {COORDINATOR}, n.problem_id FROM dotanks_proposedteam t "
            "JOIN dotanks_need n ON n.id = t.need_id WHERE t.confirmed_at IS NULL LIMIT 1",
            "/app/problems/{id}/assemble",
        ),
    ),
    Screen("assemble-no-team", made(NO_TEAM, ASK_TOO_MUCH, "/app/problems/{id}/assemble")),
    Screen(
        "dotank-not-as-advised",
        row(
            f"SELECT {COORDINATOR}, dotank_id FROM dotanks_seatchange ORDER BY created_at LIMIT 1", "/app/dotanks/{id}"
        ),
    ),
    Screen(
        "invitation",
        row(
            "SELECT p.email, i.id FROM dotanks_invitation i JOIN people_person p ON p.id = i.person_id "
            "WHERE i.state = 'sent' ORDER BY i.id LIMIT 1",
            "/app/invitations/{id}",
        ),
    ),
    Screen("triage", of_person("hanneke", "/app/triage")),
    Screen("look-to-answer", made(LOOK.format(state="asked"), ASK_FOR_LOOKS, "/app/looks/{id}")),
    Screen("look-agreed", made(LOOK.format(state="agreed"), ASK_FOR_LOOKS, "/app/looks/{id}")),
    Screen("reports", made(REPORTS, REPORT, "/app/reports")),
    Screen("groups", of_person("lotte", "/app/groups")),
    Screen("groups-nothing-fits", of_person("lotte", "/app/groups?q=nothing-like-it")),
    Screen("group-new", of_person("hanneke", "/app/groups/new")),
    Screen("group-convener", row(GROUP, "/app/groups/{id}")),
    Screen("group-edit", row(GROUP, "/app/groups/{id}/edit")),
    Screen("group-members", row(GROUP, "/app/groups/{id}/members")),
    Screen("group-formal", row(FORMAL, "/app/groups/{id}/members")),
    Screen(
        "group-to-join",
        row(
            "SELECT 'lars@' || split_part(email, '@', 2), g.id FROM people_person, people_group g "
            "WHERE email LIKE 'lars@%' AND g.setting = 'open' ORDER BY g.name LIMIT 1",
            "/app/groups/{id}",
        ),
    ),
    Screen("dotanks", of_person("lotte", "/app/dotanks")),
    Screen(
        "dotank-forming",
        row(
            f"SELECT {COORDINATOR}, id FROM dotanks_dotank WHERE state = 'forming' ORDER BY id LIMIT 1",
            "/app/dotanks/{id}",
        ),
    ),
    Screen(
        "dotank", row(SEAT.format(id="d.id") + " WHERE d.state = 'working' ORDER BY d.id LIMIT 1", "/app/dotanks/{id}")
    ),
    Screen("dotank-charter", row(CHARTER, "/app/dotanks/{id}")),
    Screen("dotank-with-help", row(WITH_HELP.format(who="asked_by_id"), "/app/dotanks/{id}")),
    Screen("room-beside", row(WITH_HELP.format(who="person_id"), "/app/dotanks/{id}/room")),
    Screen("room-chat", row(WITH_HELP.format(who="person_id"), "/app/dotanks/{id}/room?beside=chat")),
    Screen("room-decisions", row(WITH_HELP.format(who="person_id"), "/app/dotanks/{id}/room?beside=decisions")),
    Screen("beside-asked", made(ASKED_BESIDE, ASK_BESIDE, "/app/beside/{id}")),
    Screen("hours-asked", hours_asked),
    in_room("room"),
    in_room("room-tasks", "?beside=tasks"),
    in_room("room-differences", "?middle=compare"),
    in_room("boards", "?middle=board"),
    in_room("room-comments", "?beside=comments"),
    in_room("room-suggestions", "?beside=suggestions"),
    in_room("room-session", "?beside=session"),
    Screen("decide", row(PROPOSAL.format(state="submitted"), "/app/proposals/{id}")),
    *(Screen(name, row(INBOX.format(state=state), page)) for name, (state, page) in ADDRESSES.items()),
    Screen("signed-off", row(PROPOSAL.format(state="signed_off"), "/app/proposals/{id}")),
    Screen("withdrawn", made(WITHDRAWN, WITHDRAW, "/app/proposals/{id}")),
    Screen("prepare", row(PILOT.format(state="preparing"), "/app/pilots/{id}/prepare")),
    Screen("exemptions", of_person("lotte", "/app/exemptions")),
    Screen("pilot-preparing", row(PILOT.format(state="preparing"), "/app/pilots/{id}")),
    Screen("pilot", row(PILOT.format(state="running"), "/app/pilots/{id}")),
    Screen("pilot-paused", row(PILOT.format(state="paused"), "/app/pilots/{id}")),
    Screen("pilot-import", row(PILOT.format(state="running"), "/app/pilots/{id}/import")),
    Screen("pilot-stopped", row(PILOT.format(state="stopped"), "/app/pilots/{id}")),
    Screen("conclude", row(PILOT.format(state="stopped"), "/app/pilots/{id}/conclude")),
    Screen("pilot-closed", row(PILOT.format(state="closed"), "/app/pilots/{id}")),
    Screen(
        "lesson-draft",
        row(
            SEAT.format(id="x.id")
            + " JOIN learning_lesson x ON x.dotank_id = d.id WHERE x.state = 'draft' ORDER BY x.id LIMIT 1",
            "/app/lessons/{id}",
        ),
    ),
    Screen("profile-filled", made(OTHER_WEEKS, SAY_OTHER_WEEKS, "/app/profile")),
    Screen("profile", of_person("yasmin", "/app/profile")),
    Screen("where-i-work", of_person("ruben", "/app/where-i-work")),
    Screen("away", of_person("joost", "/app/away")),
    Screen("sessions", of_person("lotte", "/en/accounts/sessions/")),
    Screen("second-step", of_person("lotte", "/en/accounts/2fa/")),
    Screen("mail-address", of_person("lotte", "/en/accounts/email/")),
    Screen("password", of_person("lotte", "/en/accounts/password/change/")),
    Screen("organisation-sign-in", of_person("lotte", "/en/accounts/organisation/")),
    Screen("prove-who-you-are", of_person("lotte", "/en/accounts/reauthenticate/")),
    Screen("sign-out", of_person("lotte", "/en/accounts/logout/")),
    Screen("organisations", of_person("henrik", "/app/organisations")),
    Screen("organisation", kept("organisation", "slug = 'veldoever'", "/app/organisations/{id}")),
    Screen("roles", of_person("henrik", "/app/roles")),
    Screen("role", kept("role", "kind = 'administrator' AND organisation_id IS NOT NULL", "/app/roles/{id}")),
    Screen("not-there-signed-in", of_person("lotte", "/app/problems/00000000-0000-4000-8000-000000000000")),
]
# An area's own list is made of the parts above.
from tests.browser.shelf_screens import SHELF  # noqa: E402

SCREENS = [*PUBLIC, *SIGNED_IN, *SHELF]
