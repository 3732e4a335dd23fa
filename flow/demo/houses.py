"""The demo's organisations are kept by real actions: checked by a proof, with people who come and go."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from experiments.actions.portfolio import declare_portfolio
from flow.demo import files
from people.actions import delegations, employment, organisations, roles
from people.models import Organisation, Person, Role
from people.words import RoleKind

Cast = dict[str, Person]
KEEPER = "henrik"


def check_organisations(cast: Cast) -> None:
    """Each organisation that shows a proof is checked by it, once."""
    told = {entry["slug"]: entry["checked"] for entry in files.people()["organisations"] if "checked" in entry}
    for house in Organisation.objects.filter(slug__in=told, verifications=None):
        organisations.verify(administrator=cast[KEEPER], organisation_id=house.pk, **told[house.slug])


def come_and_go(cast: Cast) -> None:
    """One keeps their own house, one waits to be confirmed at a new employer, a manager is away next week."""
    today = timezone.localdate()
    veldoever = Organisation.objects.get(slug="veldoever")
    keeper = cast[KEEPER]
    roles.give_role(by=keeper, person=cast["sander"], kind=RoleKind.ADMINISTRATOR, organisation=veldoever)
    roles.give_role(by=keeper, person=cast["niamh"], kind=RoleKind.ADMINISTRATOR, until=today + timedelta(days=90))
    declare_portfolio(
        person=keeper,
        organisation_id=veldoever.pk,
        read_version=0,
        wanted={"enhancement": 50, "mission": 20, "adaptive": 20, "anticipatory": 10},
        budget={"year": today.year, "share": Decimal("0.50"), "amount": 60_000},
    )
    employment.move_employer(person=cast["ruben"], organisation_id=veldoever.pk, job_title="Controller")
    employment.say_job(person=cast["anneke"], job_title="Consulent inwonerszaken", manager=cast["joost"].pk)
    delegations.hand_over(
        person=cast["joost"],
        role_id=Role.objects.get(person=cast["joost"], kind=RoleKind.MANAGER).pk,
        email=cast["yasmin"].email,
        since=today + timedelta(days=9),
        until=today + timedelta(days=20),
    )
