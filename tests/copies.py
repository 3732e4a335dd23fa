"""A colleague of another team asks whether an exemption may be copied."""

from dotanks.models import Seat
from experiments.actions import copying
from experiments.models import CopyRequest, Exemption, Pilot
from people.models import Profile
from tests import stages
from tests.cast import Cast
from tests.remembered import remembered


def exemption(cast: Cast) -> Exemption:
    """One in the register."""
    return Exemption.objects.get(pilot=stages.running(cast))


@remembered
def asked_to_copy(cast: Cast) -> CopyRequest:
    """The colleague asked whether the exemption of a running pilot may be copied."""
    return copying.ask_to_copy(person=cast.colleague, exemption_id=exemption(cast).pk, words="We have the same rule.")


@remembered
def agreed_to_copy(cast: Cast) -> CopyRequest:
    """The team said yes."""
    return copying.answer_copy_request(
        person=cast.member, request_id=asked_to_copy(cast).pk, agreed=True, words="Gladly."
    )


@remembered
def declined_to_copy(cast: Cast) -> CopyRequest:
    """The team said no."""
    return copying.answer_copy_request(
        person=cast.member, request_id=asked_to_copy(cast).pk, agreed=False, words="It ends soon."
    )


def second_pilot(cast: Cast) -> Pilot:
    """One more pilot being prepared, of a team that has somebody who is not in the first."""
    Profile.objects.filter(person__in=cast.volunteers).update(dotank_cap=9, hours_a_week=40)
    pilot = stages.preparing(cast)
    Seat.objects.create(dotank=pilot.dotank, person=cast.fourth)
    return pilot


@remembered
def second_agreed(cast: Cast) -> Pilot:
    """A second pilot being prepared, whose team may copy the exemption of the first."""
    asked = copying.ask_to_copy(person=cast.fourth, exemption_id=exemption(cast).pk, words="We have the same rule.")
    copying.answer_copy_request(person=cast.member, request_id=asked.pk, agreed=True, words="Gladly.")
    return second_pilot(cast)


def ask(cast: Cast, pilot: Pilot) -> CopyRequest:
    """The colleague asks to copy what this pilot rests on, as many times as it is called."""
    asked: CopyRequest = copying.ask_to_copy(
        person=cast.colleague, exemption_id=Exemption.objects.get(pilot=pilot).pk, words="Ours is the same."
    )
    return asked
