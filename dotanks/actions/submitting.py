"""Putting one numbered version before whoever decides, with everything that is asked and answered around it."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid, NotReady
from common.states import take_step
from dotanks import broadcasts, queries, rules
from dotanks.models import DocumentVersion, DoTank, Proposal, Submission
from dotanks.states import ProposalState, Risk
from ideas.broadcasts import tell_of_step
from ideas.register.queries import called
from people.models import Organisation, Person


@transaction.atomic
def submit(
    *,
    person: Person,
    dotank_id: UUID,
    version: int,
    title: str,
    asked: str,
    summary: str,
    evaluation: str,
    risks: Sequence[str] = (),
    duty_of: Organisation | None = None,
    **more: Any,
) -> Submission:
    """Put one numbered version before whoever decides; a newer one replaces what still waits."""
    dotank = queries.get_dotank_for_team(person, dotank_id)
    queries.require_working(dotank)
    if missing := rules.missing_before_submit(dotank):
        raise NotReady(missing)
    chosen = dotank.versions.filter(number=version).first()
    if chosen is None:
        raise Invalid({"version": [_("There is no version with this number.")]})
    words = {"title": title, "asked": asked, "summary": summary, "evaluation": evaluation, **more}
    words["risks"] = _risks(dotank, risks, words.get("money", 0))
    words["duty_of"] = duty_of if Risk.ANOTHERS_DUTY in words["risks"] else None
    _check(words, dotank)
    # Typed or chosen, it is the same rule, and whoever owns it is asked.
    words["names_rule"] = words.get("names_rule") or called(words.get("rule_set_aside", ""))
    proposal = _renewed(dotank, chosen, words)
    mark = _hash_of(words, chosen)
    line = take_step(proposal, "submit", by=person, version=chosen.number, sha256=chosen.sha256, submission=mark)
    proposal.version, proposal.title, proposal.asked, proposal.summary = chosen, title, asked, summary
    proposal.submitted_at = timezone.now()
    proposal.save(update_fields=["version", "title", "asked", "summary", "submitted_at"])
    submission = Submission.objects.create(
        proposal=proposal, version=chosen, sha256=mark, submitted_by=person, created_at=proposal.submitted_at, **words
    )
    tell_of_step(dotank.problem, key=f"submitted:{line.pk}", kind="poster_proposal_submitted")
    broadcasts.dotank_changed(dotank)
    return submission


def _renewed(dotank: DoTank, chosen: DocumentVersion, words: Mapping[str, Any]) -> Proposal:
    """The team's proposal, locked; the words around a version that somebody may have read stay as they are."""
    proposal = Proposal.objects.select_for_update().filter(dotank=dotank).first()
    if proposal is None:
        around = {name: words[name] for name in ("title", "asked", "summary")}
        return Proposal.objects.create(dotank=dotank, version=chosen, **around)
    read = {ProposalState.SUBMITTED, ProposalState.SENT_BACK, ProposalState.SIGNED_OFF}
    if proposal.state in read and chosen.number <= proposal.version.number:
        raise Invalid({"version": [_("This version is already with the manager. Save a newer one first.")]})
    proposal.dotank = dotank
    return proposal


def _risks(dotank: DoTank, answered: Sequence[str], money: int) -> list[str]:
    """The risks with a yes, in one order; whether a sum is above the limit is counted, where there is one."""
    found = set(answered)
    limit = dotank.organisation.sign_off_limit
    if limit is not None:
        found.discard(Risk.MONEY_ABOVE_LIMIT)
        found |= {Risk.MONEY_ABOVE_LIMIT} if money > limit else set()
    return [risk for risk in Risk.values if risk in found]


def _check(words: Mapping[str, Any], dotank: DoTank) -> None:
    """Refuse what contradicts itself, beside its field."""
    wrong: dict[str, list[str]] = {}
    if words.get("money", 0) and not words.get("promised_effect", "").strip():
        wrong["promised_effect"] = [_("Say what effect you promise for this money: it is looked at again at the end.")]
    if Risk.LEGAL_EXEMPTION in words["risks"] and not words.get("rule_set_aside", "").strip():
        wrong["rule_set_aside"] = [_("Say which law or rule must be set aside.")]
    names_one = words.get("rule_set_aside", "").strip() or words.get("names_rule")
    if Risk.LEGAL_EXEMPTION not in words["risks"] and names_one:
        wrong["risks"] = [_("You name a rule to set aside: answer yes to that question, or leave the rule out.")]
    if Risk.ANOTHERS_DUTY in words["risks"] and words["duty_of"] is None:
        wrong["duty_of"] = [_("Say whose duty it is.")]
    if words["duty_of"] is not None and words["duty_of"].pk == dotank.organisation_id:
        wrong["duty_of"] = [_("This is the organisation that decides anyway. Name the other one.")]
    if wrong:
        raise Invalid(wrong)


def _hash_of(words: Mapping[str, Any], version: DocumentVersion) -> str:
    """One mark for the text and everything asked and answered with it."""
    plain = {name: getattr(value, "pk", value) for name, value in words.items()}
    return sha256(json.dumps([version.sha256, plain], sort_keys=True, default=str).encode()).hexdigest()
