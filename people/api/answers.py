"""How people appear in answers: a name, where they work, nothing that reaches them outside."""

from typing import Any
from uuid import uuid4

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from people import queries, rules
from people.models import Notice, Organisation, Person
from people.queries import organisation_of
from people.words import RoleKind


class OrganisationCard(serializers.ModelSerializer[Organisation]):
    class Meta:
        model = Organisation
        fields = ["id", "name", "kind", "country"]
        read_only_fields = fields


class PersonCard(serializers.ModelSerializer[Person]):
    """A colleague, as others see them. Fetch with `with_organisation`.

    Whoever was erased has no name, and nothing by which two things they did could be laid side by side.
    """

    id = serializers.SerializerMethodField()
    name = serializers.CharField(source="shown_name")
    organisation = serializers.SerializerMethodField()
    job_title = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = ["id", "name", "organisation", "job_title"]
        read_only_fields = fields

    @extend_schema_field(serializers.UUIDField())
    def get_id(self, person: Person) -> str:
        return str(person.pk if person.name else uuid4())

    @extend_schema_field(serializers.CharField())
    def get_organisation(self, person: Person) -> str:
        return next((job.organisation.name for job in _jobs(person)), "")

    @extend_schema_field(serializers.CharField())
    def get_job_title(self, person: Person) -> str:
        return next((job.job_title for job in _jobs(person)), "")


class DeciderCard(PersonCard):
    """Whoever took a public decision: named as long as anybody may ask, also when they were erased."""

    name = serializers.SerializerMethodField()  # type: ignore[assignment]

    @extend_schema_field(serializers.CharField())
    def get_name(self, person: Person) -> str:
        return person.name or queries.name_in_decisions(person)


def _jobs(person: Person) -> list[Any]:
    return person.employments_today  # type: ignore[attr-defined,no-any-return]


class MyAbilities(serializers.Serializer[Any]):
    """Which rooms of the house beyond everybody's are open to me."""

    keep_organisations = serializers.BooleanField()
    add_organisation = serializers.BooleanField()
    keep_roles = serializers.BooleanField()
    form_teams = serializers.BooleanField()
    sign_off = serializers.BooleanField()
    hand_over = serializers.BooleanField()


class Me(serializers.ModelSerializer[Person]):
    roles = serializers.SerializerMethodField()
    organisation = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()
    new_notices = serializers.SerializerMethodField()
    second_factor_needed = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = [
            "id",
            "name",
            "language",
            "organisation",
            "roles",
            "abilities",
            "new_notices",
            "second_factor_needed",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=RoleKind.choices)))
    def get_roles(self, person: Person) -> list[str]:
        return sorted(rules.roles_of(person))

    @extend_schema_field(serializers.BooleanField())
    def get_second_factor_needed(self, person: Person) -> bool:
        return bool(rules.asleep(person))

    @extend_schema_field(MyAbilities)
    def get_abilities(self, person: Person) -> dict[str, bool]:
        return rules.abilities(person)

    @extend_schema_field(OrganisationCard(allow_null=True))
    def get_organisation(self, person: Person) -> Any:
        organisation = organisation_of(person)
        return OrganisationCard(organisation).data if organisation else None

    @extend_schema_field(serializers.IntegerField())
    def get_new_notices(self, person: Person) -> int:
        return Notice.objects.filter(person=person, seen_at__isnull=True).count()
