"""Other pilots that touch the same service, people or rule, and whom to call about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from dotanks.models import Seat
from dotanks.states import DoTankState, SeatRole
from experiments.gate.states import Touch
from experiments.models import ClashLook, HinderingRule, Pilot
from experiments.states import PilotState
from people.models import Organisation, Person
from people.queries import with_organisation

OVER = (PilotState.STOPPED, PilotState.CLOSED)
AT_MOST = 20


@dataclass(frozen=True)
class Clash:
    """Another pilot that touches the same. Its title and page stay empty while its team prepares in private."""

    other: UUID
    title: str
    organisation: Organisation
    state: str
    call: Person
    touches: list[tuple[str, list[str]]]
    looked_at: datetime | None

    @property
    def may_be_read(self) -> bool:
        """Whether everybody may read the other pilot."""
        return self.state != PilotState.PREPARING


def clashes_of(pilot: Pilot) -> list[Clash]:
    """Other pilots, prepared or running, that touch a service, people or a rule of this one.

    Those that nobody has looked at come first: what lies beyond the most that are shown was seen before.
    """
    entries, names = _rules_of(pilot)
    same_rule = (
        HinderingRule.objects.alias(folded=Lower("name"))
        .filter(Q(entry__in=entries) | Q(entry__merged_into__in=entries) | Q(folded__in=names))
        .values("pilot_id")
    )
    touching = Q(services__overlap=pilot.services) | Q(population__overlap=pilot.population)
    if entries or names:
        touching |= Q(pk__in=same_rule)
    seen = Exists(ClashLook.objects.filter(pilot=pilot, other=OuterRef("pk")))
    # What is being prepared in a Do Tank that has ended never starts.
    given_up = Q(state=PilotState.PREPARING, dotank__state=DoTankState.ENDED)
    rows = Pilot.objects.filter(touching).exclude(pk=pilot.pk).exclude(state__in=OVER).exclude(given_up)
    found = list(_with_whom_to_call(rows).order_by(seen, "created_at", "id")[:AT_MOST])
    if not found:
        return []
    looks = dict(ClashLook.objects.filter(pilot=pilot).values_list("other_id", "created_at"))
    return [_clash(pilot, other, looks.get(other.pk), entries, names) for other in found]


def _clash(pilot: Pilot, other: Pilot, looked_at: datetime | None, entries: set[UUID], names: set[str]) -> Clash:
    private = other.state == PilotState.PREPARING
    drivers = [seat.person for seat in other.dotank.seats.all() if seat.role == SeatRole.DRIVER]
    shared = {
        Touch.SERVICE: sorted(set(pilot.services) & set(other.services)),
        Touch.POPULATION: sorted(set(pilot.population) & set(other.population)),
        Touch.RULE: sorted(
            rule.name for rule in other.rules.all() if rule.name.lower() in names or _entries_of(rule) & entries
        ),
    }
    return Clash(
        other=other.pk,
        title="" if private else other.title,
        organisation=other.dotank.organisation,
        state=other.state,
        call=other.dotank.manager if private or not drivers else drivers[0],
        touches=[(touch.value, words) for touch, words in shared.items() if words],
        looked_at=looked_at,
    )


def _with_whom_to_call(rows: QuerySet[Pilot]) -> QuerySet[Pilot]:
    people = with_organisation(Person.objects.all())
    return rows.select_related("dotank__organisation").prefetch_related(
        Prefetch("dotank__manager", people),
        Prefetch("dotank__seats", Seat.objects.prefetch_related(Prefetch("person", people))),
        Prefetch("rules", HinderingRule.objects.select_related("entry")),
    )


def _entries_of(rule: HinderingRule) -> set[UUID]:
    """The register's entry and, for another spelling, the one it is a spelling of."""
    if rule.entry is None:
        return set()
    return {rule.entry.merged_into_id or rule.entry.pk, rule.entry.pk}


def _rules_of(pilot: Pilot) -> tuple[set[UUID], set[str]]:
    """Its entries of the register and, in small letters, its names."""
    rules = list(pilot.rules.all())
    return set().union(*map(_entries_of, rules)), {rule.name.lower() for rule in rules}
