"""An organisation's experiments at a glance: how they spread over the facets, and what they take of its budget."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from experiments.kinds import Facet
from experiments.listing import ENDED
from experiments.models import ExperimentBudget, Pilot, Portfolio, Use
from experiments.states import UseKind
from people.models import Organisation
from people.organisations.queries import get_organisation

HUNDRED = 100
# One pilot is no drift.
DRIFT_FROM = 2
SHOWN = 50


@dataclass(frozen=True)
class FacetShare:
    """How many of its pilots look for one kind of change, and how far that is from what it wants."""

    facet: Facet
    running: int
    ended: int
    # In percent of the pilots that name a facet; None while none does.
    share: int | None
    wanted: int | None

    @property
    def gap(self) -> int | None:
        """Percentage points above what is wanted, or below it; None where one of both is not known."""
        return None if self.share is None or self.wanted is None else self.share - self.wanted


@dataclass(frozen=True)
class Spent:
    """What pilots take of a year's budget: the most that they may use, and what they say they used in that year."""

    amount: int
    used: int
    pilots: QuerySet[Pilot]


@dataclass(frozen=True)
class PortfolioOf:
    """All that is shown of one organisation's experiments."""

    organisation: Organisation
    version: int
    facets: list[FacetShare]
    without_facet: int
    drifts: bool
    year: int
    years: list[int]
    budget: ExperimentBudget | None
    spent: Spent

    @property
    def left(self) -> int | None:
        """What is left of the year's budget, below nought where pilots take more; None where none was declared."""
        return None if self.budget is None else self.budget.amount - self.spent.amount


def portfolio_of(organisation_id: UUID, year: int | None = None) -> PortfolioOf:
    """The portfolio of an organisation with the budget of one year; this year where none is named."""
    organisation = get_organisation(organisation_id)
    year = year or timezone.localdate(timezone=ZoneInfo(organisation.time_zone)).year
    declared = Portfolio.objects.filter(organisation=organisation).first()
    budgets = {budget.year: budget for budget in declared.budgets.order_by("-year")} if declared else {}
    facets, without_facet = _spread(organisation, declared.wanted if declared else None)
    return PortfolioOf(
        organisation=organisation,
        version=declared.version if declared else 0,
        facets=facets,
        without_facet=without_facet,
        drifts=_drifts(facets),
        year=year,
        years=list(budgets),
        budget=budgets.get(year),
        spent=spent_of(organisation, year),
    )


def spent_of(organisation: Organisation, year: int) -> Spent:
    """What the pilots opened in this year, by the organisation's own clock, set aside, and what was used in it."""
    zone = ZoneInfo(organisation.time_zone)
    opened = (
        Pilot.objects.open_to_members()
        .filter(dotank__organisation=organisation, money_limit__gt=0)
        .filter(opened_at__gte=datetime(year, 1, 1, tzinfo=zone), opened_at__lt=datetime(year + 1, 1, 1, tzinfo=zone))
    )
    amount = opened.aggregate(amount=Sum("money_limit"))["amount"] or 0
    used = Use.objects.standing().filter(
        pilot__dotank__organisation=organisation, kind=UseKind.MONEY, used_on__year=year
    )
    spent = used.aggregate(amount=Sum("amount"))["amount"] or 0
    return Spent(amount, spent, opened.select_related("dotank").order_by("-money_limit", "pk")[:SHOWN])


def _spread(organisation: Organisation, wanted: dict[Facet, int] | None) -> tuple[list[FacetShare], int]:
    opened = Pilot.objects.open_to_members().filter(dotank__organisation=organisation).order_by()
    over = Q(state__in=ENDED)
    counted = {
        row["facet"]: (row["running"], row["ended"])
        for row in opened.values("facet").annotate(running=Count("pk", filter=~over), ended=Count("pk", filter=over))
    }
    shares = shares_of([sum(counted.get(facet, (0, 0))) for facet in Facet])
    facets = [
        FacetShare(facet, *counted.get(facet, (0, 0)), share, wanted[facet] if wanted else None)
        for facet, share in zip(Facet, shares, strict=True)
    ]
    return facets, sum(counted.get("", (0, 0)))


def shares_of(counts: list[int]) -> list[int | None]:
    """Whole percents that make a hundred together, the largest rest rounded up first; None where nothing counts."""
    total = sum(counts)
    if total == 0:
        return [None] * len(counts)
    shares = [count * HUNDRED // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda place: -(counts[place] * HUNDRED % total))
    for place in by_rest[: HUNDRED - sum(shares)]:
        shares[place] += 1
    return list(shares)


def _drifts(facets: list[FacetShare]) -> bool:
    """Whether everything only does better what is done already: the drift to the status quo."""
    counts = {share.facet: share.running + share.ended for share in facets}
    return counts[Facet.ENHANCEMENT] == sum(counts.values()) >= DRIFT_FROM
