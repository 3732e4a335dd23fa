"""One story from its problem as far as it has come: each step waits for its day and is done by the real action."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any, TypeAlias
from uuid import UUID

from django.utils import timezone

from dotanks import trying
from dotanks.actions import asking, teams
from dotanks.live.models import RoomUpdate
from dotanks.models import DoTank, Invitation
from flow.demo import gathering
from flow.demo.clock import Clock
from flow.demo.files import fixed_id
from flow.demo.reading import decide
from flow.demo.register import named_by
from flow.demo.talking import READER, stand_alone, stand_behind, talk
from flow.demo.working import work
from ideas.actions import problems as ideas
from ideas.models import Problem
from people.models import Person

Told: TypeAlias = Mapping[str, Any]
# The need of the form is one line in the file.
NEED = {"size": (2, 4, 6), "hours_a_week": 4, "weeks": 13}
# The same everywhere: what a coordinator writes about a seat is read by coordinators alone.
WHY_CHANGED = {
    "en": "They have met this at their own counter, and their head has already said yes.",
    "nl": "Kent dit van de eigen balie, en de leidinggevende heeft al ja gezegd.",
    "sv": "Har mött det här i egen disk, och chefen har redan sagt ja.",
    "nb": "Har møtt dette i egen skranke, og lederen har allerede sagt ja.",
}
BETWEEN = timedelta(minutes=17)


class Day:
    """Turns "so many days ago" into moments that never run backwards within one story."""

    def __init__(self, clock: Clock, number: int) -> None:
        self.clock, self.minute = clock, number * 41 % 420
        self.last = clock.moment(3650, 0)

    def ago(self, days: int) -> datetime:
        return self.at(self.clock.moment(days, self.minute))

    def at(self, moment: datetime) -> datetime:
        self.last = max(moment, self.last + BETWEEN)
        assert self.last < self.clock.real_now, "a story cannot happen in the future"
        return self.last


def problem_id(told: Told) -> Any:
    """By this a second load knows that the story was told."""
    return fixed_id("problem", told["slug"])


def walk(told: Told, cast: Mapping[str, Person], day: Day) -> Iterator[datetime]:
    """Yield the moment of each next step; going on after it takes the step."""
    poster = cast[told["poster"]]
    yield day.ago(told.get("drafted", told.get("posted", 0) + 1))
    words = {"language": told["language"], **told["problem"], **named_by(told["slug"])}
    problem = ideas.draft_problem(poster=poster, id=problem_id(told), **words)
    if "posted" not in told:
        return
    yield day.ago(told["posted"])
    ideas.post_problem(poster=poster, problem_id=problem.pk)
    if not told.get("unread"):
        yield day.ago(told["posted"])
        coordinator = cast[told["team"]["coordinator"] if "team" in told else READER]
        ideas.publish_problem(coordinator=coordinator, problem_id=problem.pk)
    yield from decide(told, problem, cast[READER], day)
    yield from talk(told, problem, cast, day)
    yield from stand_behind(told, problem, cast, day)
    yield from stand_alone(told, problem, cast, day)
    if "withdrawn" in told:
        yield day.ago(told["withdrawn"])
        ideas.withdraw_problem(poster=poster, problem_id=problem.pk)
    if "team" in told:
        yield from form(told, told["team"], problem, cast, day)


def form(told: Told, team: Told, problem: Problem, cast: Mapping[str, Person], day: Day) -> Iterator[datetime]:
    """From the stated need to a team at work, and on with its work."""
    coordinator = cast[team["coordinator"]]
    yield day.ago(team["stated"])
    smallest, wanted, largest = team.get("size", NEED["size"])
    teams.state_need(
        coordinator=coordinator,
        problem_id=problem.pk,
        skills=team["skills"],
        topics=problem.topics,
        languages=team.get("languages", [problem.language]),
        size_min=smallest,
        size_wanted=wanted,
        size_max=largest,
        hours_a_week=team.get("hours", NEED["hours_a_week"]),
        weeks=team.get("weeks", NEED["weeks"]),
    )
    yield day.ago(team["stated"])
    proposed = teams.propose_team(coordinator=coordinator, problem_id=problem.pk)
    if "formed" not in team:
        return
    yield day.ago(team["formed"])
    members = [cast[name] for name in team["members"]]
    chosen, advised = {person.pk for person in members}, {UUID(one) for one in trying.advised_ids(proposed)}
    dotank = teams.confirm_team(
        coordinator=coordinator,
        proposed_team_id=proposed.pk,
        members=[person.pk for person in members],
        manager=cast[team["manager"]].pk,
        reply_by=timezone.localdate() + timedelta(days=team.get("reply_within", 10)),
        driver=members[0].pk,
        challenger=members[1].pk,
        changes=[
            {"came_in": came_in, "went_out": went_out, "reason": WHY_CHANGED[told["language"]]}
            for came_in, went_out in zip_longest(sorted(chosen - advised), sorted(advised - chosen))
        ],
    )
    for name, (on, answer) in team.get("answers", {}).items():
        yield day.ago(on)
        invitation = Invitation.objects.get(dotank=dotank, person=cast[name])
        if answer == "accept":
            asking.accept(person=cast[name], invitation_id=invitation.pk)
        else:
            asking.decline(person=cast[name], invitation_id=invitation.pk, reason=answer)
    if agreed := team.get("agreed"):
        yield day.ago(agreed["day"])
        gathering.agree(dotank, coordinator, agreed["by"], cast)
    if "dissolved" in team:
        yield day.ago(team["dissolved"]["day"])
        teams.dissolve(coordinator=coordinator, dotank_id=dotank.pk, reason=team["dissolved"]["reason"])
    if "started" in team:
        yield day.ago(team["started"])
        gathering.agree(dotank, coordinator, team["members"], cast)
        teams.start(person=members[0], dotank_id=dotank.pk)
        RoomUpdate.objects.filter(room_id=dotank.room_id).update(at=timezone.now())
        yield from gathering.gather_around(dotank, coordinator, team, cast, day)
        yield from work(told, DoTank.objects.get(pk=dotank.pk), cast, day)
