"""The second half of a story: document, decision, pilot and lesson."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dotanks.actions import proposals
from dotanks.models import DoTank, Proposal
from experiments.actions import pilots, preparing, sign_offs
from experiments.models import Pilot
from flow import steps
from flow.demo import gate, writing
from flow.demo.meeting import meet
from flow.demo.writing_down import write_down
from learning import actions as learning
from learning.models import Lesson
from people.models import Person

if TYPE_CHECKING:
    from flow.demo.walking import Day, Told

FIELDS = ("hypothesis", "facet", "place", "people_limit", "money_limit", "stop_rule", "needs_exemption")


def work(told: "Told", dotank: DoTank, cast: Mapping[str, Person], day: "Day") -> Iterator[datetime]:
    """The document, its versions and the proposal."""
    driver = cast[told["team"]["members"][0]]
    for session in told.get("document", ()):
        yield day.ago(session["day"])
        if "answers" in session:
            writing.answer_questions(dotank.room_id, session["answers"])
        if "adds" in session:
            writing.add_paragraphs(dotank.room_id, session["adds"])
        if "saved_by" in session:
            proposals.save_version(person=cast[session["saved_by"]], dotank_id=dotank.pk)
        if "submitted" in session:
            proposal = steps.submit_proposal(
                person=driver,
                dotank_id=dotank.pk,
                version=session.get("version", 1),
                **asked_for(told["proposal"], dotank),
            )
        if decision := session.get("decision"):
            for name, (on, words) in decision.get("officers", {}).items():
                yield day.ago(on)
                _decide({"sign_off": words}, proposal, cast[name], session.get("version", 1))
            yield day.ago(decision["day"])
            _decide(decision, proposal, dotank.manager, session.get("version", 1))
    yield from meet(told, dotank, cast, day)
    if "pilot" in told:
        yield from try_out(told, told["pilot"], proposal, cast, day)
    if "lesson" in told:
        yield from learn(told["lesson"], dotank, cast, day)


def asked_for(told: "Told", dotank: DoTank) -> dict[str, Any]:
    """What the proposal asks; where the story says no more, it is looked at as the problem's poster would."""
    return {"risks": [], "evaluation": dotank.problem.how_we_would_know, **told}


def _decide(decision: "Told", proposal: Proposal, manager: Person, version: int) -> None:
    asked: dict[str, Any] = {"manager": manager, "proposal_id": proposal.pk, "read_version": version}
    if "sign_off" in decision:
        said = {name: decision.get(name, "") for name in ("help_by", "conditions")}
        sign_offs.sign_off(**asked, reason=decision["sign_off"], help_promised=decision.get("help", ""), **said)
    elif "send_back" in decision:
        sign_offs.send_back(**asked, reason=decision["send_back"])
    else:
        steps.decline_proposal(**asked, reason=decision["decline"])


def try_out(
    told: "Told", plan: "Told", proposal: Proposal, cast: Mapping[str, Person], day: "Day"
) -> Iterator[datetime]:
    """The pilot as far as it has come."""
    team = [cast[name] for name in told["team"]["members"]]
    yield day.ago(plan["prepared"])
    pilot = preparing.prepare_pilot(person=team[0], proposal_id=proposal.pk)
    yield day.ago(plan["prepared"])
    today = day.clock.real_now.date()
    more: dict[str, Any] = {name: plan[name] for name in FIELDS if name in plan}
    if "ends_in" in plan:
        more["ends_on"] = today + timedelta(days=plan["ends_in"])
    if "measures" in plan:
        more["measures"] = [_measure(one) for one in plan["measures"]]
    if exemption := plan.get("exemption"):
        since, until = (today + timedelta(days=exemption[end]) for end in ("from_in", "until_in"))
        names = ("rule", "legal_basis", "granted_by")
        more["exemption"] = {name: exemption[name] for name in names} | {"valid_from": since, "valid_until": until}
    more |= gate.answered(told["slug"], plan, today)
    preparing.edit_pilot(person=team[0], pilot_id=pilot.pk, read_version=pilot.version, **more)
    if "opened" not in plan:
        return
    yield day.ago(plan["opened"])
    preparing.look_at_clashes(person=team[0], pilot_id=pilot.pk)
    preparing.open_pilot(person=team[0], pilot_id=pilot.pk)
    yield from write_down(plan, pilot.pk, team, day)
    if stopped := plan.get("stopped"):
        yield day.ago(stopped["day"])
        pilots.stop_pilot(person=team[1], pilot_id=pilot.pk, reason=stopped["reason"])
    if plan.get("reaches_end"):
        ends_at = Pilot.objects.values_list("ends_at", flat=True).get(pk=pilot.pk)
        assert ends_at is not None
        yield day.at(ends_at + timedelta(seconds=20))
        pilots.reach_end(pilot_id=pilot.pk)
    if verdict := plan.get("verdict"):
        yield day.ago(verdict["day"])
        given = {name: value for name, value in verdict.items() if name != "day"}
        steps.conclude_pilot(person=team[0], pilot_id=pilot.pk, **given)


def _measure(told: "Told") -> dict[str, Any]:
    numbers = {name: Decimal(str(told[name])) for name in ("baseline", "target", "threshold")}
    words = {name: told[name] for name in ("name", "unit", "direction", "baseline_source")}
    stops = {"stop_at": Decimal(str(told["stop_at"]))} if "stop_at" in told else {}
    return {
        **words,
        **numbers,
        **stops,
        "kind": told.get("kind", "goal"),
        "baseline_on": timezone.localdate() - timedelta(days=told.get("baseline_before", 14)),
    }


def learn(told: "Told", dotank: DoTank, cast: Mapping[str, Person], day: "Day") -> Iterator[datetime]:
    """The lesson, as far as it is written."""
    writer = cast[told["by"]]
    lesson = Lesson.objects.get(dotank=dotank)
    yield day.ago(told["written"])
    learning.edit_lesson(person=writer, lesson_id=lesson.pk, read_version=lesson.version, **told["words"])
    if "published" in told:
        yield day.ago(told["published"])
        steps.publish_lesson(person=writer, lesson_id=lesson.pk)
