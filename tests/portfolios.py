"""What an organisation says of its experiments, at a stage."""

from typing import Any

from experiments.actions.portfolio import declare_portfolio
from people.models import Organisation
from tests.cast import Cast

WANTED = {"enhancement": 40, "mission": 30, "adaptive": 20, "anticipatory": 10}
BUDGET: dict[str, Any] = {"year": 2026, "share": "1.50", "amount": 120_000}


def declared(cast: Cast) -> Organisation:
    """The poster's organisation has said which spread it wants, and what it puts aside."""
    declare_portfolio(
        person=cast.administrator, organisation_id=cast.home.pk, read_version=0, wanted=WANTED, budget=BUDGET
    )
    return cast.home
