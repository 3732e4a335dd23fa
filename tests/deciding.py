"""Whoever decides beside the manager: officers who are asked and not asked, and stand-ins whose time holds or is over.

One proposal whose answers ask for three officers, brought further through the real actions.
"""

from collections.abc import Callable, Iterable
from typing import Any

from dotanks.models import DocumentVersion, Proposal
from experiments.actions import pausing, sign_offs
from experiments.actions import preparing as getting_ready
from experiments.models import Pilot
from people.actions import delegations
from people.models import Organisation, Person, Role
from tests import copies, gate, organisations, stages
from tests.cast import Cast
from tests.factories import LONG_AGO, make_persons
from tests.remembered import remembered

# What the proposal of these stages says of itself: finance is an office here, and nobody asks it.
ABOUT: dict[str, Any] = {
    "risks": ["personal_data", "vulnerable_people", "legal_exemption", "anothers_duty"],
    "rule_set_aside": gate.RULE,
    "money": 500,
}
ASKED = ("legal", "data_protection", "rule_owner")
# Whose yes counts, for themselves or for somebody who is away; and those who decide, only not about this.
ENTITLED = (*ASKED, "officers_stand_in", "stand_in")
NOT_ASKED = ("finance", "officer_elsewhere", "stand_in_no_more")
NAMES = {
    **stages.OFFICERS,
    "rule_owner": "Rob Ruleowner",
    "officer_elsewhere": "Ove Officer",
    "stand_in": "Stan Standin",
    "officers_stand_in": "Sofia Standin",
    "stand_in_no_more": "Nils Nomore",
}


YES: dict[str, Any] = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}
NO: dict[str, Any] = {"read_version": 1, "reason": "Add the cost."}


def entitled(status: int) -> dict[str, int]:
    """Everybody whose yes this proposal needs, or who stands in for one of them, is answered so."""
    return dict.fromkeys(ENTITLED, status)


def here() -> dict[str, Person]:
    """Those who decide beside the manager, by what they are to the case; nobody where they were not made."""
    found = {person.name: person for person in Person.objects.filter(name__in=NAMES.values())}
    return {who: found[name] for who, name in NAMES.items() if name in found} if len(found) == len(NAMES) else {}


def to_ask(named: Iterable[str]) -> dict[str, Person]:
    """All of them where an answer is theirs; elsewhere, to spare time, one who said yes and one who stands in."""
    found, theirs = here(), set(named) & NAMES.keys()
    assert found or not theirs, "somebody is named who is not there"
    return {who: person for who, person in found.items() if theirs or who in {"data_protection", "stand_in"}}


def join(cast: Cast) -> dict[str, Person]:
    """They take their offices; the manager is away, and so is the data protection officer."""
    stages.officers(cast)
    works = dict.fromkeys(("stand_in", "officers_stand_in", "stand_in_no_more"), cast.home)
    works |= dict.fromkeys(("rule_owner", "officer_elsewhere"), elsewhere(cast))
    make_persons([(NAMES[who], where, {"hours_a_week": 0}) for who, where in works.items()])
    made = here()
    for who, kind in (("rule_owner", "rule_owner"), ("officer_elsewhere", "data_protection")):
        Role.objects.create(person=made[who], kind=kind, organisation=elsewhere(cast), since=LONG_AGO)
    over = hand_over(cast.manager, made["stand_in_no_more"])
    delegations.end_delegation(person=made["stand_in_no_more"], delegation_id=over)
    hand_over(cast.manager, made["stand_in"])
    hand_over(made["data_protection"], made["officers_stand_in"])
    return made


def elsewhere(cast: Cast) -> Organisation:
    """Another body, whose duty it is too."""
    return Organisation.objects.get(employments__person=cast.outsider)


def hand_over(holder: Person, to: Person) -> Any:
    """A week in which the other decides in the holder's place."""
    role = Role.objects.get(person=holder)
    since, until = organisations.in_days(0), organisations.in_days(7)
    return delegations.hand_over(person=holder, role_id=role.pk, email=to.email, since=since, until=until).pk


def among(stage: Callable[[Cast], Any]) -> Callable[[Cast], Any]:
    """The stage with those who decide about other things of the manager's and of the house."""

    def joined(cast: Cast) -> Any:
        found = stage(cast)
        join(cast)
        return found

    return joined


@remembered
def submitted(cast: Cast) -> Proposal:
    """The manager is asked, and three officers with them."""
    join(cast)
    return stages.submit(cast, stages.version(cast), duty_of=elsewhere(cast), **ABOUT)


@remembered
def renewed(cast: Cast) -> Proposal:
    """Sent back by one of them, and submitted again with another version."""
    proposal = submitted(cast)
    sign_offs.send_back(manager=here()["legal"], proposal_id=proposal.pk, **NO)
    return submit_again(cast, proposal, money=0)


def submit_again(cast: Cast, proposal: Proposal, **more: Any) -> Proposal:
    """The team submits another version, which asks the same people anew."""
    first = proposal.version
    number = DocumentVersion.objects.filter(dotank_id=proposal.dotank_id).count() + 1
    saved = DocumentVersion.objects.create(
        dotank_id=proposal.dotank_id, number=number, html=f"<p>{number}</p>", text=str(number), state=first.state,
        sha256=str(number)[-1] * 64, saved_by=cast.member,
    )  # fmt: skip
    return stages.submit(cast, saved, duty_of=elsewhere(cast), **{**ABOUT, **more})


@remembered
def signed_off(cast: Cast) -> Proposal:
    """Each of them said yes."""
    proposal, people = submitted(cast), here()
    for person in (cast.manager, *(people[kind] for kind in ASKED)):
        sign_offs.sign_off(manager=person, proposal_id=proposal.pk, **YES)
    return Proposal.objects.get(pk=proposal.pk)


@remembered
def preparing(cast: Cast) -> Pilot:
    return getting_ready.prepare_pilot(person=cast.member, proposal_id=signed_off(cast).pk)


@remembered
def prepared(cast: Cast) -> Pilot:
    pilot = preparing(cast)
    return getting_ready.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **stages.preparation())


@remembered
def running(cast: Cast) -> Pilot:
    return getting_ready.open_pilot(person=cast.member, pilot_id=prepared(cast).pk)


@remembered
def paused(cast: Cast) -> Pilot:
    return pausing.pause_pilot(person=cast.member, pilot_id=running(cast).pk, reason="Too many calls.")


version = among(stages.version)
card = among(stages.card)
first_card = among(stages.first_card)
startable_card = among(stages.startable_card)
told = among(stages.told)
exemption = among(copies.exemption)
asked_to_copy = among(copies.asked_to_copy)
second_agreed = among(copies.second_agreed)
