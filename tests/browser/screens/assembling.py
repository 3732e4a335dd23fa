"""Teams: what is needed, what is proposed, for one problem or for many."""

from tests.browser.screens.finding import COORDINATOR, Screen, made, row

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

ASSEMBLING = [
    Screen("assembly", row(f"SELECT {COORDINATOR}, id FROM ideas_problem LIMIT 1", "/app/assembly")),
    Screen("assembly-done", made(BATCH, WORK_OUT, "/app/assembly?batch={id}")),
    Screen("fairness", row(f"SELECT {COORDINATOR}, id FROM ideas_problem LIMIT 1", "/app/fairness")),
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
]
