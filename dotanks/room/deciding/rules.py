"""What may be voted, who may close, what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from common.refusals import Invalid
from common.states import may_step
from dotanks.room.deciding.states import Consent, PollKind, PollState, Secrecy
from dotanks.room.models import Poll, PollOption

# Of fewer secret votes the numbers would tell who chose what.
ENOUGH_TO_COUNT = 3
LONGEST_WORD, SHORTEST_WORD = 100, 20


def counts_are_shown(poll: Poll) -> bool:
    """Whether anybody may know the numbers now."""
    if poll.state == PollState.CLOSED:
        return poll.secrecy != Secrecy.ALWAYS or (poll.voters or 0) >= ENOUGH_TO_COUNT
    return poll.state == PollState.OPEN and poll.secrecy == Secrecy.OPEN


def names_are_shown(poll: Poll) -> bool:
    """Whether anybody may know who chose what."""
    return poll.secrecy != Secrecy.ALWAYS and counts_are_shown(poll)


def require_fitting(poll: Poll, options: Sequence[PollOption], choices: Mapping[str, int], reason: str) -> None:
    """Refuse a vote with an option from elsewhere, too many dots, or an objection without words."""
    known = {str(option.pk): option for option in options}
    if not choices or not set(choices) <= set(known):
        raise Invalid({"choices": [_("Choose from what is offered.")]})
    if sum(choices.values()) > poll.dots:
        words = _("You have %(dots)s dots, and gave %(given)s.")
        raise Invalid({"choices": [words % {"dots": poll.dots, "given": sum(choices.values())}]})
    if max(choices.values()) > poll.at_most:
        raise Invalid({"choices": [_("At most %(most)s on one option.") % {"most": poll.at_most}]})
    objects = any(known[one].answer == Consent.OBJECT for one in choices)
    if objects and not reason:
        raise Invalid({"reason": [_("Say what would go wrong: an objection counts by its reason.")]})
    if reason and poll.kind != PollKind.CONSENT:
        raise Invalid({"reason": [_("Words belong only to a proposal for consent.")]})


def require_making_sense(kind: str, options: Sequence[str], dots: int, at_most: int) -> None:
    """Refuse a poll that nobody could answer."""
    if kind == PollKind.CONSENT:
        if options:
            raise Invalid({"options": [_("A proposal has three answers of its own: leave the options out.")]})
        return
    if len(options) < 2:
        raise Invalid({"options": [_("Give at least two options.")]})
    if len({option.strip().casefold() for option in options}) < len(options):
        raise Invalid({"options": [_("Two options say the same.")]})
    if at_most > dots:
        raise Invalid({"at_most": [_("At most as many on one option as there are dots.")]})
    if kind == PollKind.CHOICE and (at_most > 1 or dots > len(options)):
        raise Invalid({"dots": [_("Each option can be chosen once.")]})


def counted(choices: Iterable[Mapping[str, int]]) -> Counter[str]:
    """How many dots each option got."""
    total: Counter[str] = Counter()
    for one in choices:
        total.update(one)
    return total


def adopted(poll: Poll) -> bool | None:
    """Whether a closed proposal is adopted: somebody voted, and no objection is open."""
    if poll.kind != PollKind.CONSENT or poll.state != PollState.CLOSED or not counts_are_shown(poll):
        return None
    counts = {option.answer: option.count or 0 for option in poll.options.all()}
    return bool(poll.voters) and not counts[Consent.OBJECT]


def abilities(poll: Poll, *, write: bool) -> dict[str, bool]:
    """What somebody may do with the poll now."""
    return {
        "change": write and poll.state == PollState.DRAFT,
        "open": write and may_step(poll, "open"),
        "vote": write and poll.state == PollState.OPEN,
        "close": write and may_step(poll, "close"),
        "withdraw": write and may_step(poll, "withdraw"),
    }
