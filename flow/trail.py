"""The public trail of one problem: where it is, what happened when, and who has the next step. Names no person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.models import HistoryLine
from dotanks.models import DoTank, Proposal
from dotanks.queries import dotanks_for
from dotanks.rules import may_read_proposal
from dotanks.states import DoTankState, ProposalState
from experiments.models import Pilot
from experiments.queries import pilots_for
from experiments.states import PilotState
from ideas.backing.states import BackingState
from ideas.models import Backing, Problem
from ideas.states import ProblemState
from learning.models import Lesson
from learning.states import LessonState
from people.models import Person

STATIONS: dict[str, Promise] = {
    "problem": _("Problem"),
    "dotank": _("Do Tank"),
    "sign_off": _("Sign-off"),
    "pilot": _("Pilot"),
    "lesson": _("Lesson"),
}
NEEDS: dict[str, Promise] = {
    "problem": _("Somebody posts it."),
    "dotank": _("A coordinator asks colleagues from other organisations."),
    "sign_off": _("The team submits a proposal to a manager."),
    "pilot": _("A manager signs the proposal off."),
    "lesson": _("The pilot ends and the team tells what it learnt."),
}
STEP_WORDS: dict[tuple[str, str], tuple[str, Promise]] = {
    ("problem", "post"): ("problem", _("The problem was posted.")),
    ("problem", "publish"): ("problem", _("A coordinator has read it; it is open for everybody.")),
    ("problem", "send_to_group"): ("problem", _("The problem was brought before a group of colleagues.")),
    ("problem", "ask_back"): ("problem", _("A coordinator asked the poster something.")),
    ("problem", "take_attachment_away"): ("problem", _("A coordinator removed a photo or a document.")),
    ("problem", "decline"): ("problem", _("The network could not take the problem up.")),
    ("problem", "merge"): ("problem", _("The problem was merged with another that says the same.")),
    ("problem", "unmerge"): ("problem", _("The merge was undone.")),
    ("problem", "close"): ("problem", _("The problem was closed: a question had no answer.")),
    ("problem", "reopen"): ("problem", _("The poster opened the problem again.")),
    ("problem", "withdraw"): ("problem", _("The poster withdrew the problem.")),
    ("problem", "release"): ("problem", _("The problem is open again.")),
    ("problem", "answer"): ("lesson", _("The problem is answered.")),
    ("backing", "reach"): ("problem", _("So many stand behind it that somebody who decides has to answer.")),
    ("backing", "name"): ("problem", _("A decision maker was named to answer.")),
    ("backing", "miss"): ("problem", _("No answer came by the day it was due.")),
    ("backing", "answer"): ("problem", _("The decision maker answered.")),
    ("dotank", "form"): ("dotank", _("A Do Tank is being formed; colleagues were asked.")),
    ("dotank", "start"): ("dotank", _("The Do Tank started working.")),
    ("dotank", "dissolve"): ("dotank", _("The Do Tank did not come together.")),
    ("dotank", "let_read_along"): ("dotank", _("The team lets coordinators read its draft.")),
    ("dotank", "end_reading_along"): ("dotank", _("The draft is closed to coordinators again.")),
    ("proposal", "submit"): ("sign_off", _("A proposal was submitted to a manager.")),
    ("proposal", "sign_off"): ("sign_off", _("The proposal was signed off.")),
    ("proposal", "sign_off_part"): ("sign_off", _("One of the sign-offs that the proposal needs was given.")),
    ("proposal", "escalate_sign_off"): ("sign_off", _("A sign-off was overdue and was carried one step up.")),
    ("proposal", "send_back"): ("sign_off", _("The proposal was sent back with questions.")),
    ("proposal", "ask_elsewhere"): ("sign_off", _("Another organisation was asked to decide; the team submits anew.")),
    ("proposal", "decline"): ("sign_off", _("The proposal was declined.")),
    ("proposal", "withdraw_sign_off"): ("sign_off", _("A sign-off was withdrawn.")),
    ("pilot", "prepare"): ("pilot", _("A pilot is being prepared.")),
    ("pilot", "open"): ("pilot", _("The pilot started.")),
    ("pilot", "pause"): ("pilot", _("The pilot was paused.")),
    ("pilot", "resume"): ("pilot", _("The pilot goes on.")),
    ("pilot", "stop"): ("pilot", _("The pilot was stopped.")),
    ("pilot", "reach_end"): ("pilot", _("The pilot reached its last day.")),
    ("pilot", "conclude"): ("pilot", _("The pilot was closed with its verdict.")),
    ("lesson", "publish"): ("lesson", _("The lesson was published.")),
}
# They may come while the case is elsewhere, and do not date the station they belong to.
BESIDE = {
    ("problem", "send_to_group"),
    ("problem", "take_attachment_away"),
    ("dotank", "let_read_along"),
    ("dotank", "end_reading_along"),
    ("backing", "reach"),
    ("backing", "name"),
    ("backing", "miss"),
    ("backing", "answer"),
}
ENDED: dict[ProblemState, Promise] = {
    ProblemState.WITHDRAWN: _("The problem was withdrawn."),
    ProblemState.DECLINED: _("The problem was declined."),
    ProblemState.MERGED: _("The problem goes on together with another."),
    ProblemState.CLOSED: _("The problem is closed."),
}
DECISION_MAKER = _("The decision maker")
POSTER, COORDINATOR, ASKED = _("The poster"), _("A coordinator"), _("The colleagues who were asked")
TEAM, MANAGER, NOBODY = _("The team"), _("The manager"), _("Nobody: it is done")


@dataclass(frozen=True)
class Station:
    """One of the five stations; `link` only where the reader may go."""

    name: str
    words: Promise
    state: str
    date: datetime | None
    link: str | None
    needs: Promise


@dataclass(frozen=True)
class TrailStep:
    """One dated step."""

    station: str
    words: Promise
    at: datetime
    beside: bool = False


@dataclass(frozen=True)
class Trail:
    """Where a problem is on its way, with its lesson once that is published."""

    problem: Problem
    stations: list[Station]
    steps: list[TrailStep]
    next_who: Promise
    next_what: Promise
    due: datetime | None = None
    lesson: Lesson | None = None


def trail_of(problem: Problem, reader: Person) -> Trail:
    """The trail as this reader sees it: the same dates for all, links only to what they may open."""
    dotank = (
        DoTank.objects.filter(problem=problem).exclude(state=DoTankState.DISSOLVED).select_related("proposal").first()
    )
    proposal = getattr(dotank, "proposal", None)
    pilot = Pilot.objects.filter(dotank=dotank).first() if dotank else None
    lesson = Lesson.objects.filter(dotank=dotank).first() if dotank else None
    steps = _steps(problem)
    latest = {step.station: step.at for step in steps if not step.beside}
    here, (who, what, due) = _next(problem, dotank, proposal, pilot, lesson)
    links = _links(reader, problem, dotank, proposal, pilot, lesson)
    names = list(STATIONS)
    place = names.index(here)
    done = problem.state == ProblemState.ANSWERED
    stations = [
        Station(
            name=name,
            words=STATIONS[name],
            state=_state(number - place, done=done, reached=name == "problem" or name in latest),
            date=latest.get(name),
            link=links.get(name),
            needs=NEEDS[name],
        )
        for number, name in enumerate(names)
    ]
    published = lesson if lesson is not None and lesson.state == LessonState.PUBLISHED else None
    return Trail(problem, stations, steps, who, what, due, published)


def place_of(problem: Problem, dotank: DoTank | None) -> tuple[str, "Next"]:
    """The station where the case is, and who has the next step; for many cases at once, without asking more."""
    proposal, pilot, lesson = (getattr(dotank, name, None) for name in ("proposal", "pilot", "lesson"))
    return _next(problem, dotank, proposal, pilot, lesson)


def _state(distance: int, *, done: bool, reached: bool) -> str:
    """How a station looks from where the case is; one that was left out, as after a declined proposal, is not done."""
    if distance < 0 or done:
        return "done" if reached else "stopped"
    return "ahead" if distance else "here"


def _steps(problem: Problem) -> list[TrailStep]:
    dotanks = list(DoTank.objects.filter(problem=problem).values_list("pk", "proposal", "pilot", "lesson"))
    backing = Backing.objects.filter(problem=problem).values_list("pk", flat=True)
    subjects: set[UUID] = {problem.pk, *backing} | {pk for row in dotanks for pk in row if pk is not None}
    lines = HistoryLine.objects.filter(subject_id__in=subjects).order_by("id")
    return [
        TrailStep(known[0], known[1], line.at, beside=(line.subject_kind, line.step) in BESIDE)
        for line in lines
        if (known := STEP_WORDS.get((line.subject_kind, line.step)))
    ]


Next: TypeAlias = tuple[Promise, Promise, datetime | None]


def _next(
    problem: Problem, dotank: DoTank | None, proposal: Proposal | None, pilot: Pilot | None, lesson: Lesson | None
) -> tuple[str, Next]:
    """The station where the case is, and who has the next step."""
    if problem.state == ProblemState.DRAFT:
        return "problem", (POSTER, _("Finish the draft and post it."), None)
    if problem.state == ProblemState.POSTED and dotank is None:
        return "problem", (COORDINATOR, _("Read the problem and open it for everybody."), None)
    if problem.state == ProblemState.ASKED_BACK:
        return "problem", (POSTER, _("Answer the question and post again."), None)
    if problem.state in ENDED:
        return "problem", (NOBODY, ENDED[ProblemState(problem.state)], None)
    if problem.state == ProblemState.ANSWERED:
        return "lesson", (NOBODY, _("Read the lesson and try it with your own colleagues."), None)
    if lesson is not None and lesson.state == LessonState.DRAFT:
        return "lesson", (TEAM, _("Write the lesson and publish it."), None)
    if pilot is not None and not (pilot.state == PilotState.PREPARING and _asked_again(proposal)):
        return "pilot", _next_of_pilot(pilot)
    if proposal is not None and proposal.state != ProposalState.DRAFT:
        return _next_of_proposal(proposal)
    if dotank is not None and dotank.state == DoTankState.FORMING:
        return "dotank", (ASKED, _("Answer the invitation."), None)
    if dotank is not None:
        return "dotank", (TEAM, _("Work out a proposal together."), None)
    backing = getattr(problem, "backing", None)
    if backing is not None and backing.state in {BackingState.NAMED, BackingState.MISSED}:
        return "problem", (DECISION_MAKER, _("Answer everybody who stands behind it."), _noon(backing.due_on))
    return "problem", (COORDINATOR, _("Form a Do Tank from several organisations."), None)


def _noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), UTC) if day else None


def _asked_again(proposal: Proposal | None) -> bool:
    """Whether a newer version than was signed off waits for an answer."""
    return proposal is not None and proposal.state in {ProposalState.SUBMITTED, ProposalState.SENT_BACK}


def _next_of_proposal(proposal: Proposal) -> tuple[str, Next]:
    if proposal.state == ProposalState.SUBMITTED:
        return "sign_off", (MANAGER, _("Read the proposal and decide."), None)
    if proposal.state == ProposalState.SENT_BACK:
        return "sign_off", (TEAM, _("Change the proposal and submit it again."), None)
    return "pilot", (TEAM, _("Prepare the pilot."), None)


def _on_last_day(pilot: Pilot) -> datetime | None:
    """Noon of its last day where it runs: the midnight that ends it is already the day after."""
    return pilot.ends_at - timedelta(hours=12) if pilot.ends_at else None


def _next_of_pilot(pilot: Pilot) -> Next:
    words: dict[str, Callable[[], Next]] = {
        PilotState.PREPARING: lambda: (TEAM, _("Prepare the pilot and start it."), None),
        PilotState.RUNNING: lambda: (TEAM, _("Try it out and enter readings."), _on_last_day(pilot)),
        PilotState.PAUSED: lambda: (TEAM, _("Decide whether the pilot goes on or stops."), _on_last_day(pilot)),
        PilotState.STOPPED: lambda: (TEAM, _("Give the verdict and close the pilot."), None),
        PilotState.CLOSED: lambda: (TEAM, _("Write the lesson and publish it."), None),
    }
    return words[pilot.state]()


def _links(
    reader: Person,
    problem: Problem,
    dotank: DoTank | None,
    proposal: Proposal | None,
    pilot: Pilot | None,
    lesson: Lesson | None,
) -> dict[str, str]:
    if not reader.is_authenticated:
        published = lesson is not None and lesson.state == LessonState.PUBLISHED
        return {"problem": f"/problems/{problem.pk}/"} | (
            {"lesson": f"/library/lessons/{lesson.pk}/"} if published else {}
        )
    links = {"problem": f"/app/problems/{problem.pk}"}
    if dotank and dotanks_for(reader).filter(pk=dotank.pk).exists():
        links["dotank"] = f"/app/dotanks/{dotank.pk}"
    if proposal and proposal.state != ProposalState.DRAFT and may_read_proposal(reader, proposal):
        links["sign_off"] = f"/app/proposals/{proposal.pk}"
    if pilot and pilots_for(reader).filter(pk=pilot.pk).exists():
        links["pilot"] = f"/app/pilots/{pilot.pk}"
    if lesson and lesson.state == LessonState.PUBLISHED:
        links["lesson"] = f"/library/lessons/{lesson.pk}/"
    elif lesson and Lesson.objects.visible_to(reader).filter(pk=lesson.pk).exists():
        links["lesson"] = f"/app/lessons/{lesson.pk}"
    return links
