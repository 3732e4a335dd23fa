"""Reads about people."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid, Unknown
from people.models import (
    Archive,
    Block,
    Employment,
    Erasure,
    FreePeriod,
    KeptName,
    Letter,
    Notice,
    NoticeRhythms,
    Organisation,
    Person,
    Profile,
    Role,
)
from people.models.notices import NoticeRows, hash_of
from people.rules import current, rights_of
from people.words import RoleKind


def organisation_of(person: Person) -> Organisation | None:
    """Where the person works today."""
    if not hasattr(person, "_organisation_today"):
        employment = Employment.objects.filter(current(), person_id=person.pk).select_related("organisation").first()
        person._organisation_today = employment.organisation if employment else None  # type: ignore[attr-defined]
    return person._organisation_today  # type: ignore[attr-defined,no-any-return]


def lock_persons(*ids: UUID) -> None:
    """Whoever changes where people work, what they hold or hand over waits here for whoever does so already.

    Taken in one order, or two wait for each other for ever: persons by id, employment, claims, roles, delegations.
    Rows that only name the person, as history does, go on.
    """
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def profile_of(person: Person) -> Profile:
    """What the person offers the network; empty for whoever has not said it yet."""
    found = Profile.objects.filter(person_id=person.pk).first() or Profile(languages=[person.language])
    found.person = person
    return found


def free_periods_of(person: Person) -> QuerySet[FreePeriod]:
    """When the person is free otherwise than usual, as far as it is not over; the next one first."""
    return FreePeriod.objects.filter(person_id=person.pk, until__gte=timezone.localdate()).order_by("since")


def blocks_of(person: Person) -> QuerySet[Block]:
    """The person's own list of those with whom they would rather not be in a team."""
    return Block.objects.filter(person_id=person.pk)


def with_organisation(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Persons with today's employment fetched along, for `card_of`."""
    return persons.prefetch_related(
        Prefetch(
            "employments",
            queryset=Employment.objects.filter(current()).select_related("organisation"),
            to_attr="employments_today",
        )
    )


def persons_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These persons with their organisations, by id."""
    return {person.pk: person for person in with_organisation(Person.objects.filter(pk__in=set(ids)))}


def holding(kind: RoleKind, organisation: Organisation | None = None) -> QuerySet[Person]:
    """People who hold this role today, anywhere or in this organisation, by name."""
    roles = Role.objects.filter(current(), kind=kind)
    ids = (roles if organisation is None else roles.filter(organisation=organisation)).values("person_id")
    return with_organisation(Person.objects.filter(pk__in=ids, is_active=True)).order_by("name", "pk")


def get_manager(person_id: UUID) -> tuple[Person, Organisation]:
    """Somebody who can be asked to decide today, and the organisation for which their role lets them.

    Where they work, if they decide there; anybody without a manager's role is refused beside the field.
    """
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    held = rights_of(person) if person else frozenset()
    decides_for = [home for kind, home in held if kind == RoleKind.MANAGER and home is not None]
    homes = list(Organisation.objects.filter(pk__in=decides_for).order_by("name", "pk"))
    if person is None or not homes:
        raise Invalid({"manager": [_("Choose somebody who holds a manager's role.")]})
    employer = organisation_of(person)
    return person, employer if employer in homes else homes[0]


def notices_of(person: Person, *, needs_you: bool | None = None) -> NoticeRows:
    """What this person was told, newest first: all of it, or only what asks something of them, or only the rest."""
    notices = Notice.objects.filter(person_id=person.pk).newest_first()
    return notices if needs_you is None else notices.filter(needs_you=needs_you)


def letter_by_secret(secret: str) -> Letter:
    """The letter that carries this secret."""
    letter = Letter.objects.select_related("person").filter(fewer_hash=hash_of(secret)).first()
    if letter is None:
        raise Unknown
    return letter


def rhythms_of(person: Person) -> NoticeRhythms:
    """How soon this person is written to; what they never chose is as it is for everybody."""
    return NoticeRhythms.objects.filter(person_id=person.pk).first() or NoticeRhythms(person=person)


def name_in_decisions(person: Person) -> str:
    """The name of somebody who was erased, as it is kept for the decisions they took; empty where they took none."""
    return KeptName.objects.filter(person=person).values_list("name", flat=True).first() or person.shown_name


def archive_of(person: Person) -> Archive | None:
    """The newest archive this person asked for."""
    return Archive.objects.filter(person=person).defer("content").order_by("-created_at").first()


def get_ready_archive(person: Person, archive_id: UUID) -> Archive:
    """This person's own archive, once it is ready."""
    archive = Archive.objects.filter(person=person, pk=archive_id, ready_at__isnull=False).first()
    if archive is None:
        raise Unknown
    return archive


def erasure_of(person: Person) -> Erasure | None:
    """That this person asked to be erased, unless they took it back."""
    return Erasure.objects.filter(person=person, revoked_at__isnull=True).first()
