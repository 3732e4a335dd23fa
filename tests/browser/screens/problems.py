"""Problems: told, answered, backed, talked over with a peer, and the rules in their way."""

from tests.browser.conftest import Site
from tests.browser.screens.finding import COORDINATOR, Found, Screen, made, of_person, row

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


PROBLEMS = [
    Screen(
        "rule-kept",
        row(
            f"SELECT {COORDINATOR}, id FROM ideas_rule WHERE name LIKE 'Forms and decisions%' LIMIT 1",
            "/app/rules/{id}",
        ),
    ),
    Screen("rule-new", row(f"SELECT {COORDINATOR}, id FROM ideas_rule LIMIT 1", "/app/rules/new")),
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
    Screen("triage", of_person("hanneke", "/app/triage")),
    Screen("look-to-answer", made(LOOK.format(state="asked"), ASK_FOR_LOOKS, "/app/looks/{id}")),
    Screen("look-agreed", made(LOOK.format(state="agreed"), ASK_FOR_LOOKS, "/app/looks/{id}")),
    Screen("reports", made(REPORTS, REPORT, "/app/reports")),
]
