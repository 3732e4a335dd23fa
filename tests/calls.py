"""An open call and who asks to join, brought to a stage through the real actions."""

from dotanks.actions import calls, teams
from dotanks.calls.states import JoinState
from dotanks.models import DoTank, JoinRequest, OpenCall
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.factories import make_person

WORDS = "We still need somebody who knows archives, for four hours a week."
REASON = "I did this in our town last year and would like to do it again."
ASK = {"reason": REASON}
NO = {"reason": "The team has somebody for archives by now. Thank you for asking."}


def opened(cast: Cast) -> OpenCall:
    """Three are in, the fourth thinks, and members may ask to join."""
    return published(cast, stages.gathered(cast))


def published(cast: Cast, dotank: DoTank) -> OpenCall:
    return calls.publish_call(coordinator=cast.coordinator, dotank_id=dotank.pk, words=WORDS, until=stages.in_a_week())


def asked(cast: Cast, person: Person | None = None) -> JoinRequest:
    """Nora, of an organisation that is not in yet."""
    asks = person or stages.spare(cast)
    return calls.ask_to_join(person=asks, call_id=opened(cast).pk, reason=REASON)


def accepted(cast: Cast) -> JoinRequest:
    return calls.accept_request(coordinator=cast.coordinator, request_id=asked(cast).pk)


def refused(cast: Cast) -> JoinRequest:
    return calls.refuse_request(coordinator=cast.coordinator, request_id=asked(cast).pk, **NO)


def withdrawn(cast: Cast) -> JoinRequest:
    return calls.withdraw_request(person=stages.spare(cast), request_id=asked(cast).pk)


def no_longer_gathers(cast: Cast, request: JoinRequest) -> JoinRequest:
    """The team starts without them, and the clock comes by."""
    if request.state == JoinState.ASKED and request.call.dotank.state == "forming":
        teams.start(person=cast.coordinator, dotank_id=request.call.dotank_id)
    return calls.lapse_request(request_id=request.pk)


def lapsed(cast: Cast) -> JoinRequest:
    return no_longer_gathers(cast, asked(cast))


def outsider_asks(cast: Cast) -> JoinRequest:
    """Otto, who has no hours to give but asks all the same."""
    return asked(cast, cast.outsider)


def grow(cast: Cast) -> None:
    """One more call that fits the outsider, and one more who asks in the first one."""
    call = published(cast, stages.forming(cast))
    first = OpenCall.objects.order_by("created_at")[0]
    number = JoinRequest.objects.count()
    who = make_person(f"Anna Asks {number}", cast.home)
    calls.ask_to_join(person=who, call_id=first.pk, reason=REASON)
    calls.ask_to_join(person=cast.outsider, call_id=call.pk, reason=REASON)
