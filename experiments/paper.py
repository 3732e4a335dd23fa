"""A proposal to decide on paper: everything that was asked and answered, the sign-offs, and the text itself."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.figures import day_words, money_words
from dotanks.models import Proposal, Submission
from dotanks.queries import get_proposal
from dotanks.room.exporting.queries import File, in_form
from dotanks.states import Risk
from dotanks.submission_queries import submission_of
from experiments.chain.queries import chain_of
from experiments.models import SignOff
from people.models import Person
from people.queries import name_in_decisions


def paper_of(person: Person, proposal_id: UUID) -> File:
    """The proposal as a PDF, tagged, in the language of its team."""
    proposal = get_proposal(person, proposal_id)
    submission = submission_of(proposal)
    with translation.override(proposal.dotank.language):
        html = "".join(_parts(proposal, submission))
    return in_form("pdf", html + submission.version.html, proposal.dotank.room_id, submission.version.number)


def _parts(proposal: Proposal, submission: Submission) -> Iterator[str]:
    problem = proposal.dotank.problem
    yield format_html("<h1>{}</h1>", submission.title)
    version, mark = submission.version.number, submission.sha256
    on = _day(submission.created_at, proposal)
    words = _("Version %(version)s, submitted %(on)s. Fingerprint %(mark)s.")
    yield _paragraph(words % {"version": version, "on": on, "mark": mark})
    yield _part(_("What is asked"), submission.asked)
    yield _part(_("The problem"), f"{problem.title}. {problem.situation}")
    yield _part(_("The proposal in short"), submission.summary)
    yield _part(_("Help"), submission.help_asked)
    yield _part(_("People"), submission.people_asked)
    if submission.money:
        money = money_words(submission.money, proposal.dotank.organisation.country)
        words = _("%(money)s. Promised effect: %(effect)s")
        yield _part(_("Money"), words % {"money": money, "effect": submission.promised_effect})
    rule = f"{submission.names_rule.name}. " if submission.names_rule else ""
    yield _part(_("Rule to set aside"), rule + submission.rule_set_aside)
    yield _part(_("How we will know"), submission.evaluation)
    yield _heading(_("Risks"))
    yes, no = _("Yes"), _("No")
    yield _list(f"{Risk(risk).label} {yes if risk in submission.risks else no}" for risk in Risk)
    yield _heading(_("Sign-offs"))
    yield _list(_sign_offs(proposal, submission))
    yield _heading(_("The document"))


def _day(moment: datetime, proposal: Proposal) -> str:
    """The day it was where the proposal is decided."""
    return day_words(moment.astimezone(ZoneInfo(proposal.dotank.organisation.time_zone)).date())


def _sign_offs(proposal: Proposal, submission: Submission) -> Iterator[str]:
    for required in chain_of(submission):
        whose = f"{required.get_kind_display()}, {required.organisation.name}"
        answer = getattr(required, "answer", None)
        if answer is None:
            nothing = _("no answer yet")
            yield f"{whose}: {nothing}"
            continue
        words = [
            answer.get_decision_display(),
            name_in_decisions(answer.manager),
            _day(answer.at, proposal),
        ]
        if answer.on_behalf_of:
            words.append(_("for %(person)s") % {"person": name_in_decisions(answer.on_behalf_of)})
        if hasattr(answer, "withdrawal"):
            words.append(_("withdrawn"))
        said = "\n".join(f"{label}: {own}" for label, own in _said_in(answer) if own)
        yield f"{whose}: {'; '.join(str(word) for word in words)}\n{said}"


def _said_in(answer: SignOff) -> Iterator[tuple[str, str]]:
    """What was written with an answer, each under its label."""
    yield _("Reason"), answer.reason
    promised = [_("Help promised")]
    if answer.help_by:
        promised.append(_("by %(person)s") % {"person": answer.help_by})
    if answer.help_until:
        promised.append(_("until %(day)s") % {"day": day_words(answer.help_until)})
    yield ", ".join(promised), answer.help_promised
    yield _("Conditions"), answer.conditions


def _part(heading: str, words: str) -> str:
    return _heading(heading) + _paragraph(words) if words.strip() else ""


def _heading(words: str) -> str:
    return format_html("<h2>{}</h2>", words)


def _paragraph(words: str) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((line,) for line in words.splitlines() if line.strip()))


def _list(lines: Iterator[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_paragraph(line),) for line in lines)))
