"""Reads of what was submitted: the form for the team, earlier submissions, and what changed between two."""

from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.refusals import Invalid, WrongState
from dotanks.models import Proposal, Submission
from dotanks.room.history.differences import LineChange, differences, folded
from dotanks.states import Risk

ALONG = ("version", "names_rule", "duty_of", "submitted_by")
# What stands around the text, in the order in which it is read.
FIELDS: Final = (
    "title",
    "asked",
    "summary",
    "help_asked",
    "people_asked",
    "money",
    "promised_effect",
    "rule_set_aside",
    "risks",
    "duty_of",
    "evaluation",
)


@dataclass(frozen=True)
class FieldChange:
    """One answer around the text, as it was and as it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class SubmissionChanges:
    """What changed from one submission to a later one: in the answers around the text, and in the text."""

    before: int
    after: int
    fields: list[FieldChange] = field(default_factory=list)
    lines: list[LineChange] = field(default_factory=list)


def submissions_of(proposal: Proposal) -> QuerySet[Submission]:
    """What was submitted for this proposal, the newest first."""
    rows = Submission.objects.filter(proposal=proposal).select_related(*ALONG)
    return rows.defer("version__state", "version__html", "version__text").order_by("-version__number")


def submission_of(proposal: Proposal) -> Submission:
    """What lies before whoever decides; refused while nothing does."""
    found = Submission.objects.select_related(*ALONG).filter(proposal=proposal, version_id=proposal.version_id).first()
    if found is None:
        raise WrongState(state=proposal.state)
    return found


def changes_since(proposal: Proposal, number: int) -> SubmissionChanges:
    """What changed since this submitted version; of a version that was never submitted nobody but the team reads."""
    now = submission_of(proposal)
    rows = Submission.objects.select_related(*ALONG).filter(proposal=proposal)
    before = rows.filter(version__number=number, version__number__lte=now.version.number).first()
    if before is None:
        raise Invalid({"before": [_("No earlier version with this number was submitted.")]})
    return changes_between(before, now)


def changes_between(before: Submission, after: Submission) -> SubmissionChanges:
    """What changed from one submission to another; long unchanged stretches of the text are folded."""
    lines = differences(before.version.html, after.version.html)
    return SubmissionChanges(
        before.version.number,
        after.version.number,
        answers_changed(before, after),
        [] if all(line.change == "same" for line in lines) else folded(lines),
    )


def answers_changed(before: Submission, after: Submission) -> list[FieldChange]:
    """What changed around the text, which is not looked at here."""
    told = [(name, _told(before, name), _told(after, name)) for name in FIELDS]
    return [FieldChange(*one) for one in told if one[1] != one[2]]


def _told(submission: Submission, name: str) -> str:
    value = getattr(submission, name)
    if name == "risks":
        return " · ".join(str(Risk(risk).label) for risk in value)
    return "" if value is None else str(value)
