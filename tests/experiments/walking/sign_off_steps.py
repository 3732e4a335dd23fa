"""Steps before a pilot, and beside one: answers of officers and stand-ins, taken back, handed over, over."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from common.refusals import Refusal
from dotanks.models import Proposal
from experiments.actions import preparing, sign_offs
from experiments.models import SignOff
from experiments.models.entitled import NOT_ENTITLED
from people.actions import delegations
from people.models import Delegation, Person
from tests import deciding, stages
from tests.experiments.walking.facts import entitled, facts_of, move_clock
from tests.experiments.walking.walker import Steps, Walk

# A refusal that says: this answer is not yours.
STRANGER = {"not_entitled", "unknown", "forbidden"}
STAND_INS = {"manager": ("stand_in", "stand_in_no_more"), "data_protection": ("officers_stand_in", "stand_in_no_more")}


def _somebody(walk: Walk) -> Person:
    """Mostly one of those who are asked, or stand in for one of them."""
    people = walk.people()
    asked = [who for who in ("manager", *deciding.ENTITLED) if who in people]
    return people[walk.chance.choice(asked if walk.chance.random() < 0.8 else sorted(people))]


def _answer(walk: Walk) -> None:
    action, words = sign_offs.sign_off, {"help_promised": "A desk."}
    if walk.chance.random() < 0.04:
        action, words = sign_offs.send_back, {}
    _as_entitled(walk, _somebody(walk), action, read_version=_version(walk), reason="I read it.", **words)


def _withdraw(walk: Walk) -> None:
    """As the team would still go on with it: what ends a Do Tank is walked by others."""
    person = _somebody(walk)
    gave = SignOff.objects.filter(proposal=walk.proposal_id, withdrawal__isnull=True)
    own = gave.filter(manager=person, delegation__isnull=True) | gave.filter(on_behalf_of=person)
    if own.exists():  # what somebody gave they may take back, also without the office
        sign_offs.withdraw_sign_off(manager=person, proposal_id=walk.proposal_id, reason="New law")
    else:
        _as_entitled(walk, person, sign_offs.withdraw_sign_off, reason="New law")


def _as_entitled(walk: Walk, person: Person, action: Any, **said: Any) -> None:
    """Done only by whom the facts entitle, and by them never refused as a stranger's."""
    before, given = entitled(person.pk, walk.proposal_id), SignOff.objects.count()
    try:
        with transaction.atomic():
            action(manager=person, proposal_id=walk.proposal_id, **said)
            connection.check_constraints()  # the database's own look, as at the commit
    except IntegrityError as refused:
        # Their time ran out between the answer and the commit, which the database alone sees.
        if NOT_ENTITLED not in str(refused) or entitled(person.pk, walk.proposal_id):
            raise
        raise sign_offs.not_entitled() from refused
    except Refusal as refusal:
        if refusal.code in STRANGER and before and entitled(person.pk, walk.proposal_id):
            raise AssertionError(walk.story(f"{person.name} was kept from what is theirs")) from refusal
        raise
    if action is sign_offs.withdraw_sign_off or SignOff.objects.count() > given:
        assert before or entitled(person.pk, walk.proposal_id), walk.story(f"{person.name} did what is not theirs")


def _version(walk: Walk) -> int:
    """The one submitted last; now and then an older one."""
    number: int = Proposal.objects.values_list("version__number", flat=True).get(pk=walk.proposal_id)
    return max(1, number - 1) if walk.chance.random() < 0.05 else number


@transaction.atomic
def _submit(walk: Walk) -> None:
    deciding.submit_again(walk.cast, Proposal.objects.get(pk=walk.proposal_id))


def _prepare(walk: Walk) -> None:
    pilot = preparing.prepare_pilot(person=walk.cast.member, proposal_id=walk.proposal_id)
    walk.pilot_id = pilot.pk
    assert facts_of(pilot.pk).signed_off, walk.story("a pilot was prepared although not every yes stands")
    plan = stages.preparation()
    preparing.edit_pilot(person=walk.cast.member, pilot_id=pilot.pk, read_version=pilot.version, **plan)


def _hand_over(walk: Walk) -> None:
    people = walk.people()
    holder = walk.chance.choice([who for who in STAND_INS if who in people])
    to = walk.chance.choice(STAND_INS[holder])
    deciding.hand_over(people[holder], people.get(to, walk.cast.colleague))


def _end_delegation(walk: Walk) -> None:
    last = Delegation.objects.filter(ended_at__isnull=True).order_by("holds_until", "pk").last()
    if last is not None:
        person = walk.chance.choice([last.person, last.delegate])
        delegations.end_delegation(person=person, delegation_id=last.pk)


def _to_its_edge(walk: Walk) -> None:
    """A second before or after the last moment of a delegation."""
    now = timezone.now()
    ahead = [one.holds_until for one in Delegation.objects.filter(holds_until__gt=now).order_by("holds_until", "pk")]
    if ahead:
        second = timedelta(seconds=walk.chance.choice([-1, 1]))
        move_clock(walk.pilot_id, max(timedelta(0), walk.chance.choice(ahead) - now + second))


# Before there is a pilot these alone are drawn, and the clock; later they still come in between.
BEFORE: Steps = {
    "answer": (18, _answer),
    "take_back": (0.6, _withdraw),
    "submit": (1, _submit),
    "prepare": (3, _prepare),
    "hand_over": (2, _hand_over),
    "end_delegation": (1, _end_delegation),
    "delegation_edge": (1.5, _to_its_edge),
}
BESIDE: Steps = {
    "answer": (1, _answer),
    "take_back": (0.7, _withdraw),
    "hand_over": (1, _hand_over),
    "end_delegation": (0.7, _end_delegation),
    "delegation_edge": (1, _to_its_edge),
}
