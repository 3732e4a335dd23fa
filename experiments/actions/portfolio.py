"""What an organisation says of its experiments."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from common.refusals import Outdated
from common.states import note_step
from experiments.models import ExperimentBudget, Portfolio
from people.models import Person
from people.organisations.queries import get_organisation_to_speak_for


@transaction.atomic
def declare_portfolio(
    *,
    person: Person,
    organisation_id: UUID,
    read_version: int,
    wanted: Mapping[str, int] | None = None,
    budget: Mapping[str, Any] | None = None,
) -> Portfolio:
    """Say which spread is wanted, or what is put aside in one year; refuse if somebody said so since it was read."""
    organisation = get_organisation_to_speak_for(person, organisation_id)
    portfolio = Portfolio.objects.filter(organisation=organisation).first()
    current = portfolio.version if portfolio else 0
    if read_version != current:
        raise Outdated(version=current)
    portfolio = portfolio or Portfolio.objects.create(organisation=organisation, version=0)
    before = {"wanted": portfolio.wanted}
    for facet, share in (wanted or {}).items():
        setattr(portfolio, facet, share)
    portfolio.version += 1
    portfolio.save(update_fields=[*(wanted or {}), "version"])
    after: dict[str, Any] = {"wanted": portfolio.wanted}
    if budget is not None:
        said = {"share": budget["share"], "amount": budget["amount"]}
        kept, _new = ExperimentBudget.objects.update_or_create(portfolio=portfolio, year=budget["year"], defaults=said)
        after["budget"] = {"year": kept.year, "share": str(kept.share), "amount": kept.amount}
    note_step(portfolio, "declare", by=person, before=before, after=after)
    return portfolio
