"""An organisation says which spread of experiments it wants and what it puts aside; its portfolio shows the gap."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from common.models import HistoryLine
from common.refusals import Outdated
from experiments.actions.portfolio import declare_portfolio
from experiments.models import ExperimentBudget, Pilot, Portfolio, Use
from flow.portfolio import portfolio_of, shares_of
from people.actions.roles import give_role
from people.models import Profile
from tests import portfolios, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.gate import despite_the_lock
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def url(cast: Cast) -> str:
    return f"/api/organisations/{cast.home.pk}/portfolio/"


def pilots_with(cast: Cast, *facets: str) -> None:
    """A pilot of the poster's organisation with each of these facets, all running."""
    Profile.objects.filter(person__in=cast.volunteers).update(dotank_cap=9, hours_a_week=40)
    for facet in facets:
        Pilot.objects.filter(pk=stages.running(cast).pk).update(facet=facet)


def test_before_anybody_said_anything(cast: Cast, as_person: ClientFor) -> None:
    shown = as_person(cast.outsider).get(url(cast)).json()

    assert [facet["facet"] for facet in shown["facets"]] == ["enhancement", "mission", "adaptive", "anticipatory"]
    assert {(facet["share"], facet["wanted"], facet["gap"]) for facet in shown["facets"]} == {(None, None, None)}
    assert (shown["version"], shown["budget"], shown["set_aside"], shown["left"]) == (0, None, 0, None)
    assert (shown["drifts"], shown["abilities"]) == (False, {"declare": False})


def test_the_spread_and_the_gap(cast: Cast, as_person: ClientFor) -> None:
    portfolios.declared(cast)
    pilots_with(cast, "enhancement", "enhancement", "mission", "")

    shown = as_person(cast.outsider).get(url(cast)).json()

    assert [(one["running"], one["ended"], one["share"], one["wanted"], one["gap"]) for one in shown["facets"]] == [
        (2, 0, 67, 40, 27),
        (1, 0, 33, 30, 3),
        (0, 0, 0, 20, -20),
        (0, 0, 0, 10, -10),
    ]
    assert shown["without_facet"] == 1
    assert shown["facets"][0]["question"] == "How might we do what we do better?"


@pytest.mark.parametrize(
    ("facets", "drifts"),
    [
        ((), False),
        (("enhancement",), False),
        (("enhancement", "enhancement"), True),
        (("enhancement", "enhancement", ""), True),
        (("enhancement", "enhancement", "adaptive"), False),
        (("mission", "mission"), False),
    ],
)
def test_the_drift_to_the_status_quo(cast: Cast, facets: tuple[str, ...], drifts: bool) -> None:
    pilots_with(cast, *facets)

    assert portfolio_of(cast.home.pk).drifts is drifts


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ([0, 0, 0, 0], [None] * 4),
        ([1, 0, 0, 0], [100, 0, 0, 0]),
        ([1, 1, 1, 0], [34, 33, 33, 0]),
        ([1, 1, 1, 1], [25, 25, 25, 25]),
        ([2, 1, 3, 1], [29, 14, 43, 14]),
    ],
)
def test_shares_make_a_hundred(counts: list[int], shares: list[int | None]) -> None:
    assert shares_of(counts) == shares
    assert sum(share or 0 for share in shares) in {0, 100}


def test_money_used_counts_in_its_year_and_a_corrected_use_once(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)
    used: dict[str, Any] = {"pilot": pilot, "kind": "money", "by": cast.member}
    wrong = Use.objects.create(amount=900, used_on=date(2026, 3, 1), **used)
    Use.objects.create(amount=90, used_on=date(2026, 3, 1), corrects=wrong, **used)
    Use.objects.create(amount=10, used_on=date(2026, 12, 31), **used)
    Use.objects.create(amount=5, used_on=date(2027, 1, 1), **used)
    Use.objects.create(pilot=pilot, kind="people", amount=4, used_on=date(2026, 3, 1), by=cast.member)
    client = as_person(cast.outsider)

    assert [client.get(url(cast), {"year": year}).json()["used"] for year in (2026, 2027)] == [100, 5]


def test_a_year_begins_where_the_organisation_is(cast: Cast, as_person: ClientFor) -> None:
    """New year's eve at 23:30 UTC is the new year in Utrecht."""
    portfolios.declared(cast)
    first, second = stages.running(cast), stages.running(cast)
    with despite_the_lock():
        Pilot.objects.filter(pk=first.pk).update(
            opened_at=datetime(2026, 12, 31, 22, 30, tzinfo=UTC), money_limit=130_000
        )
        Pilot.objects.filter(pk=second.pk).update(opened_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC), money_limit=700)
    client = as_person(cast.outsider)

    this, other = (client.get(url(cast), {"year": year}).json() for year in (2026, 2027))

    assert (this["set_aside"], this["left"], [one["id"] for one in this["pilots"]]) == (
        130_000,
        -10_000,
        [str(first.pk)],
    )
    assert this["budget"] == {"year": 2026, "share": "1.50", "amount": 120_000}
    assert (other["set_aside"], other["left"], [one["id"] for one in other["pilots"]]) == (700, None, [str(second.pk)])
    assert this["years"] == other["years"] == [2026]


def test_who_speaks_for_the_organisation(cast: Cast, as_person: ClientFor) -> None:
    """Its own coordinators and administrators and those of the network: nobody else's."""
    give_role(by=cast.administrator, person=cast.colleague, kind="coordinator", organisation=cast.home)
    give_role(by=cast.administrator, person=cast.poster, kind="administrator", organisation=cast.home)
    elsewhere = cast.fourth.employments.get().organisation
    give_role(by=cast.administrator, person=cast.fourth, kind="administrator", organisation=elsewhere)

    for who, may in ((cast.colleague, True), (cast.poster, True), (cast.fourth, False), (cast.coordinator, False)):
        client = as_person(who)
        assert client.get(url(cast)).json()["abilities"] == {"declare": may}
        version = Portfolio.objects.get().version if Portfolio.objects.exists() else 0
        response = client.patch(url(cast), {"read_version": version, "wanted": portfolios.WANTED}, format="json")
        assert response.status_code == (200 if may else 403)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "wanted"),
        ({"wanted": {**portfolios.WANTED, "mission": 31}}, "wanted.enhancement"),
        ({"wanted": {"enhancement": 100}}, "wanted.mission"),
        ({"wanted": {**portfolios.WANTED, "mission": -1}}, "wanted.mission"),
        ({"budget": {**portfolios.BUDGET, "share": "100.01"}}, "budget.share"),
        ({"budget": {**portfolios.BUDGET, "share": "1.234"}}, "budget.share"),
        ({"budget": {**portfolios.BUDGET, "amount": -1}}, "budget.amount"),
        ({"budget": {**portfolios.BUDGET, "year": 1999}}, "budget.year"),
    ],
)
def test_what_cannot_be_meant_is_refused(cast: Cast, as_person: ClientFor, said: dict[str, Any], field: str) -> None:
    response = as_person(cast.administrator).patch(url(cast), {"read_version": 0, **said}, format="json")

    assert response.status_code == 422
    assert field in response.json()["details"]
    assert not Portfolio.objects.exists()
    assert not ExperimentBudget.objects.exists()


def test_a_change_is_in_the_history_and_the_other_half_stays(cast: Cast) -> None:
    portfolios.declared(cast)
    spread = dict.fromkeys(portfolios.WANTED, 25)

    declare_portfolio(person=cast.administrator, organisation_id=cast.home.pk, read_version=1, wanted=spread)

    portfolio = Portfolio.objects.get()
    line = HistoryLine.objects.filter(subject_id=portfolio.pk, step="declare").latest("id")
    assert (portfolio.version, portfolio.budgets.get().amount) == (2, 120_000)
    assert (line.actor_id, line.data["before"]["wanted"], line.data["after"]["wanted"]) == (
        cast.administrator.pk,
        portfolios.WANTED,
        spread,
    )


def test_a_years_budget_is_one(cast: Cast) -> None:
    portfolios.declared(cast)
    more = {**portfolios.BUDGET, "amount": 7}

    declare_portfolio(person=cast.administrator, organisation_id=cast.home.pk, read_version=1, budget=more)

    assert ExperimentBudget.objects.get().amount == 7


def test_the_database_holds_it_too(cast: Cast) -> None:
    portfolios.declared(cast)

    for broken in ({"mission": 31}, {"mission": None}, {"enhancement": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Portfolio.objects.update(**broken)
    with pytest.raises(DatabaseError), transaction.atomic():
        ExperimentBudget.objects.update(share=101)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_one_is_told(cast: Cast) -> None:
    def declare() -> bool:
        try:
            declare_portfolio(
                person=cast.administrator, organisation_id=cast.home.pk, read_version=0, wanted=portfolios.WANTED
            )
        except Outdated:
            return False
        return True

    assert sorted(at_once(declare, declare, declare)) == [False, False, True]
    assert Portfolio.objects.get().version == 1
