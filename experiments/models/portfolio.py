"""What an organisation wants of its experiments: the spread over four facets, and what it puts aside for them."""

from typing import ClassVar

from django.db import models

from common.models import Record
from experiments.kinds import Facet
from people.models import Organisation

HUNDRED = 100


class Portfolio(Record):
    """The spread that an organisation wants over the four facets, in percent; empty until it says so."""

    holds_personal_data: ClassVar[bool] = False

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="portfolio")
    enhancement = models.PositiveSmallIntegerField(null=True)
    mission = models.PositiveSmallIntegerField(null=True)
    adaptive = models.PositiveSmallIntegerField(null=True)
    anticipatory = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(**{f"{facet.value}__isnull": True for facet in Facet})
                | models.Q(
                    enhancement=HUNDRED - models.F("mission") - models.F("adaptive") - models.F("anticipatory"),
                    enhancement__isnull=False,
                    mission__isnull=False,
                    adaptive__isnull=False,
                    anticipatory__isnull=False,
                ),
                name="wanted_spread_is_a_whole",
            )
        ]

    @property
    def wanted(self) -> dict[Facet, int] | None:
        """The wanted share of each facet; None until the organisation says so."""
        if self.enhancement is None:
            return None
        return {facet: getattr(self, facet.value) for facet in Facet}


class ExperimentBudget(Record):
    """What an organisation puts aside for experiments in one year: a share of its budget, and the amount that is."""

    holds_personal_data: ClassVar[bool] = False

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField()
    # In percent of the organisation's whole budget.
    share = models.DecimalField(max_digits=5, decimal_places=2)
    # In whole units of the money of its country.
    amount = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "year"], name="one_experiment_budget_a_year"),
            models.CheckConstraint(condition=models.Q(share__range=(0, HUNDRED)), name="budget_share_in_percent"),
        ]
