"""A colleague of another team asks whether an exemption may be copied."""

from typing import Any

from experiments.actions import copying, preparing
from experiments.models import CopyRequest, Exemption, Pilot
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


def begun(cast: Cast, pilot: Pilot, **more: Any) -> Pilot:
    """Some of it filled in."""
    return preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=pilot.version, **more)
