"""A proposal at a stage: a version saved, put before whoever signs it off, answered."""

from typing import Any

from django.db import connection

from dotanks.actions import proposals
from dotanks.models import (
    DocumentVersion,
    Proposal,
)
from experiments.actions import sign_offs
from flow import steps
from people.models import Person, Role
from tests.cast import Cast
from tests.factories import LONG_AGO, make_person
from tests.remembered import remembered
from tests.stages.teams import working


@remembered
def version(cast: Cast) -> DocumentVersion:
    return proposals.save_version(person=cast.member, dotank_id=working(cast).pk)


ASKED: dict[str, Any] = {
    "title": "One signature a year",
    "asked": "Let team leads sign once a year.",
    "summary": "One signature a year instead of three a trip.",
    "help_asked": "A desk for two weeks.",
    "people_asked": "Two team leads.",
    "money": 400,
    "promised_effect": "Visits on the same day.",
    "evaluation": "We count the days until a visit.",
}


def submit(cast: Cast, saved: DocumentVersion, **more: Any) -> Proposal:
    """Put this version before whoever must sign it off."""
    return steps.submit_proposal(
        person=cast.member, dotank_id=saved.dotank_id, version=saved.number, **{**ASKED, "risks": [], **more}
    )


@remembered
def submitted(cast: Cast) -> Proposal:
    return submit(cast, version(cast))


OFFICERS = {"legal": "Lea Legal", "data_protection": "Dora Data", "finance": "Fay Finance"}


def officers(cast: Cast) -> dict[str, Person]:
    """Who holds the offices in the organisation that decides."""
    for kind, name in OFFICERS.items():
        if not Person.objects.filter(name=name).exists():
            person = make_person(name, cast.home, hours_a_week=0)
            Role.objects.create(person=person, kind=kind, organisation=cast.home, since=LONG_AGO)
    return {kind: Person.objects.get(name=name) for kind, name in OFFICERS.items()}


@remembered
def risky(cast: Cast) -> Proposal:
    """Submitted with data about people in it: the data protection officer signs it off too."""
    officers(cast)
    return submit(cast, version(cast), risks=["personal_data"])


@remembered
def sent_back(cast: Cast) -> Proposal:
    proposal = submitted(cast)
    sign_offs.send_back(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="Add the cost.")
    return Proposal.objects.get(pk=proposal.pk)


@remembered
def signed_off(cast: Cast) -> Proposal:
    proposal = submitted(cast)
    sign_offs.sign_off(
        manager=cast.manager, proposal_id=proposal.pk, read_version=1, help_promised="A desk.", reason="Clear."
    )
    connection.check_constraints()  # as the commit would, while everybody still holds their role
    return Proposal.objects.get(pk=proposal.pk)
