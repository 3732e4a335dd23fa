"""Do Tanks: their charter, their people, and their room."""

from tests.browser.conftest import Site
from tests.browser.screens.finding import COORDINATOR, SEAT, Found, Screen, made, of_person, row

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


def in_room(name: str, opened: str = "") -> Screen:
    """What stands open in the room of a Do Tank at work that has kept a version."""
    found = SEAT.format(id="d.id") + (
        " JOIN dotanks_documentversion v ON v.dotank_id = d.id WHERE d.state = 'working' ORDER BY d.id LIMIT 1"
    )
    return Screen(name, row(found, f"/app/dotanks/{{id}}/room{opened}"))


DOTANKS = [
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
]
