"""A team of a test's own, formed by the real actions: what other tests do on the same site leaves it alone."""

import json
from dataclasses import dataclass

from tests.browser.conftest import Site

FORM = """
import json
from uuid import uuid4
from django.db.models import Count
from dotanks.models import DoTank
from experiments.chain.conflicts import in_conflict
from flow.demo.clock import Clock
from flow.demo.walking import Day, problem_id, walk
from people.models import Employment, Person, Profile
from people.models.persons import MOST_DOTANKS, MOST_HOURS
cast = {person.email.split("@")[0]: person for person in Person.objects.all()}
# Whoever is asked least, so that other tests on this site may ask for anybody.
busy = Count("person__seats", distinct=True) + Count("person__invitations", distinct=True)
free = Employment.objects.filter(
    until=None, person__roles=None, person__profile__hours_a_week__gt=0, person__profile__paused=False,
    person__profile__languages__contains=["en"],
).exclude(organisation__in=Employment.objects.filter(
    person__in=[cast["declan"], cast["orla"], cast["niamh"]]).values("organisation"))
least = {}
for job in free.annotate(busy=busy).order_by("busy", "person__email"):
    least.setdefault(job.organisation_id, job.person)
members = list(least.values())[:3]
team = [person.email.split("@")[0] for person in members]
profiles = list(Profile.objects.filter(person__in=members))
Profile.objects.filter(person__in=members).update(hours_a_week=MOST_HOURS, dotank_cap=MOST_DOTANKS)
told = {
    "slug": f"a-test/{uuid4()}", "poster": "declan", "language": "en", "posted": 30,
    "problem": {
        "title": "Four stamps for a borrowed bicycle", "situation": "I collect four stamps in three buildings.",
        "who_is_stopped": "Reception staff.", "rule": "A note of 1998.", "rule_kind": "habit",
        "whom_it_hurts": "Visitors, who walk.", "what_was_tried": "We asked who made the note.",
        "how_we_would_know": "A visitor rides off within five minutes.", "topics": ["staff"],
    },
    "team": {
        "coordinator": "niamh", "stated": 28, "skills": {"facilitation": 3}, "formed": 27, "manager": "orla",
        "members": team, "answers": {name: [26, "accept"] for name in team}, "started": 20, "languages": ["en"],
        "size": (2, 3, 4), "hours": 1,
    },
    "document": [{"day": 10, "answers": ["Nobody knows what the stamps are for."]}],
}
for _ in walk(told, cast, Day(Clock(), 1)):
    pass
Profile.objects.bulk_update(profiles, ["hours_a_week", "dotank_cap"])
dotank = DoTank.objects.get(problem_id=problem_id(told))
inside = [*in_conflict(dotank), dotank.manager_id, dotank.coordinator_id, cast["declan"].pk]
jobs = Employment.objects.filter(organisation=dotank.organisation, until=None).exclude(person__in=inside)
others = {"manager": dotank.manager.email, "colleague": jobs.order_by("id").first().person.email}
print(json.dumps([str(dotank.pk), [[cast[name].email, cast[name].name] for name in team], others]))
"""


@dataclass
class Team:
    """A Do Tank at work that nobody else uses: its members by address and name, and others by what they are to it."""

    dotank: str
    members: list[tuple[str, str]]
    others: dict[str, str]


def team_at_work(site: Site) -> Team:
    """Three members of three organisations in a room with a few words, a manager, and a colleague of the manager."""
    dotank, members, others = json.loads(site.do(FORM))
    return Team(dotank, [(email, name) for email, name in members], others)
