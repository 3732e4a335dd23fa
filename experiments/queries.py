"""Reads for one person; fetches for one purpose."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from common.refusals import Forbidden, NotReady, Unknown
from dotanks.models import DoTank, Proposal, Seat
from dotanks.queries import get_proposal_to_answer, lock_dotank
from dotanks.rules import has_seat
from experiments import rules
from experiments.gate.queries import with_gate
from experiments.models import Measure, Pilot, RequiredSignOff, SignOff, Value
from experiments.states import OPENED, Decision, PilotState, SignOffKind
from ideas.queries import along
from people.models import Person
from people.queries import with_organisation
from people.rules import is_coordinator

# What is fetched along with every pilot.
ALONG = [
    *along("dotank__problem__"),
    "dotank__organisation",
    "sign_off__required__submission__version",
    "sign_off__required__submission__names_rule",
    "sign_off__proposal",
    "sign_off__version",
    "exemption__names_rule",
    "value",
]
# With it, whether every sign-off that it needs stands.
CHAIN = Prefetch(
    "sign_off__required__submission__required",
    RequiredSignOff.objects.select_related("answer__withdrawal").order_by("place", "kind", "pk"),
)


def pilots_for(person: Person) -> QuerySet[Pilot]:
    """Pilots this person may see: all that were opened, and those being prepared in their own Do Tanks."""
    return _whole(_visible_to(person)).order_by("-created_at", "-id")


def cards_for(person: Person) -> QuerySet[Pilot]:
    """Pilots this person may see, each with what a card of it shows."""
    return _visible_to(person).select_related(*ALONG).prefetch_related(CHAIN)


def get_pilot(person: Person, pilot_id: UUID) -> Pilot:
    """The pilot, if this person may see it."""
    try:
        return with_gate(pilots_for(person)).get(pk=pilot_id)
    except Pilot.DoesNotExist as missing:
        raise Unknown from missing


def get_pilot_with_team(person: Person, pilot_id: UUID) -> Pilot:
    """The pilot with its team alone, if this person may see it."""
    seen = _visible_to(person).select_related("dotank__organisation").prefetch_related("dotank__seats")
    try:
        return seen.get(pk=pilot_id)
    except Pilot.DoesNotExist as missing:
        raise Unknown from missing


def get_value(person: Person, pilot_id: UUID) -> Value:
    """The recorded value by which this pilot is called an innovation; refused while there is none."""
    pilot = get_pilot(person, pilot_id)
    value = rules.value_of(pilot)
    if value is None or not rules.is_innovation(pilot):
        raise NotReady(rules.missing_before_innovation(pilot), _("This is not called an innovation."))
    return value


def get_pilot_for_team(person: Person, pilot_id: UUID, *, with_dotank: bool = False) -> Pilot:
    """The pilot for a change by a member of its team, locked; after its Do Tank, where the step touches that too."""
    seen = _visible_to(person).select_related("dotank").filter(pk=pilot_id).first()
    if seen is None:
        raise Unknown
    if not has_seat(person, seen.dotank):
        raise Forbidden
    if with_dotank:
        lock_dotank(seen.dotank_id)
    return lock_pilot(pilot_id)


def lock_pilot(pilot_id: UUID) -> Pilot:
    """The pilot, locked until the transaction ends; whoever locks its Do Tank too locks that first."""
    team = Prefetch("dotank__seats", Seat.objects.order_by("created_at").select_related("person"))
    # The Do Tank first, as answers, withdrawals and endings do: in opposite order they would wait for each other for
    # ever. Locked first and read then: what stands beside the row may have changed while we waited for it.
    home = Pilot.objects.filter(pk=pilot_id).values("dotank")
    DoTank.objects.select_for_update(no_key=True).filter(pk__in=home).values_list("pk").get()
    Pilot.objects.select_for_update(no_key=True).filter(pk=pilot_id).values_list("pk").get()
    rows = Pilot.objects.timed().select_related(*ALONG, "dotank__manager")
    return rows.prefetch_related(team, CHAIN).get(pk=pilot_id)


def lock_pilot_of(dotank: DoTank) -> Pilot | None:
    """The pilot of this Do Tank, locked, if one was begun."""
    found = Pilot.objects.filter(dotank=dotank).values_list("pk", flat=True).first()
    return lock_pilot(found) if found else None


def lock_with_dotank(dotank_id: UUID) -> Pilot | None:
    """The pilot of this Do Tank, if one was begun, both locked; before notices lock whoever hears of them."""
    dotank = DoTank.objects.select_for_update(of=("self",)).filter(pk=dotank_id).first()
    return lock_pilot_of(dotank) if dotank else None


def get_measure(pilot: Pilot, measure_id: UUID) -> Measure:
    """One of this pilot's measures."""
    found = next((measure for measure in pilot.measures.all() if measure.pk == measure_id), None)
    if found is None:
        raise Unknown
    return found


def has_started(dotank: DoTank) -> bool:
    """Whether the pilot of this Do Tank was opened."""
    return Pilot.objects.open_to_members().filter(dotank=dotank).exists()


def get_signed_off(person: Person, proposal_id: UUID) -> tuple[Proposal, SignOff]:
    """A proposal that was signed off with the newest sign-off, locked, for a member of its team."""
    proposal = get_proposal_to_answer(person, proposal_id)
    if not has_seat(person, proposal.dotank):
        raise Forbidden
    sign_off = sign_off_of(proposal)
    if sign_off is None:
        raise Unknown
    return proposal, sign_off


def sign_off_of(proposal: Proposal) -> SignOff | None:
    """The manager's sign-off of the newest version that got one, whatever the clocks of those who took it said."""
    return (
        SignOff.objects.select_related("version", "required__submission")
        .filter(proposal=proposal, decision=Decision.SIGNED_OFF, required__kind=SignOffKind.MANAGER)
        .order_by("-version__number")
        .first()
    )


def answers_to(proposal: Proposal) -> QuerySet[SignOff]:
    """Every answer that was given to this proposal, newest first."""
    people = with_organisation(Person.objects.all())
    return (
        SignOff.objects.filter(proposal=proposal)
        .select_related("version", "withdrawal", "required__organisation", "delegation")
        .prefetch_related(Prefetch("manager", people), Prefetch("on_behalf_of", people))
        .order_by("-at")
    )


def answers_by_required(proposal: Proposal) -> dict[UUID, SignOff]:
    """The answers to this proposal by the sign-off that each of them gives."""
    return {answer.required_id: answer for answer in answers_to(proposal)}


def pilots_past_their_end() -> QuerySet[Pilot]:
    """Pilots that still say they run, or rest, although their end has passed."""
    return Pilot.objects.filter(state__in=OPENED, ends_at__lte=Now())


def may_see(person: Person, pilot_id: str) -> bool:
    """Whether this person may watch the pilot."""
    return pilots_for(person).filter(pk=pilot_id).exists()


def _visible_to(person: Person) -> QuerySet[Pilot]:
    if is_coordinator(person):
        return Pilot.objects.timed()
    own = DoTank.objects.filter(Q(seats__person_id=person.pk) | Q(manager_id=person.pk)).values("pk")
    return Pilot.objects.timed().filter(~Q(state=PilotState.PREPARING) | Q(dotank_id__in=own))


def _whole(rows: QuerySet[Pilot]) -> QuerySet[Pilot]:
    people = with_organisation(Person.objects.all())
    return rows.select_related(*ALONG).prefetch_related(
        CHAIN,
        "value_entries",
        Prefetch("measures", Measure.objects.with_readings()),
        Prefetch("dotank__seats", Seat.objects.order_by("created_at").prefetch_related(Prefetch("person", people))),
    )
