"""How Do Tanks, invitations, versions and proposals appear in answers."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from common.refusals import Missing
from dotanks import reason_words, rules
from dotanks.models import DoTank, Invitation, Proposal, Seat
from dotanks.room.showing import shown
from dotanks.states import DoTankState, InvitationState
from ideas.api.answers import ProblemCard
from people.api.answers import OrganisationCard, PersonCard


class SeatAnswer(serializers.ModelSerializer[Seat]):
    person = PersonCard()
    role_words = serializers.CharField(source="get_role_display")

    class Meta:
        model = Seat
        fields = ["id", "person", "role", "role_words"]
        read_only_fields = fields


class AskedAnswer(serializers.ModelSerializer[Invitation]):
    """An invitation as coordinators see it. Why somebody declined stays with them."""

    person = PersonCard()
    state_words = serializers.CharField(source="get_state_display")
    role_words = serializers.CharField(source="get_role_display")

    class Meta:
        model = Invitation
        fields = ["id", "person", "role", "role_words", "state", "state_words", "reply_by"]
        read_only_fields = fields


class DoTankAbilities(serializers.Serializer[Any]):
    enter_room = serializers.BooleanField()
    write_room = serializers.BooleanField()
    read_inside = serializers.BooleanField()
    read_versions = serializers.BooleanField()
    let_read_along = serializers.BooleanField()
    save_version = serializers.BooleanField()
    submit = serializers.BooleanField()
    invite = serializers.BooleanField()
    start = serializers.BooleanField()
    dissolve = serializers.BooleanField()
    name_manager = serializers.BooleanField()
    read_offers = serializers.BooleanField()
    name_roles = serializers.BooleanField()
    answer = serializers.BooleanField()


class DoTankCard(serializers.ModelSerializer[DoTank]):
    problem = ProblemCard()
    organisation = OrganisationCard()
    state_words = serializers.CharField(source="get_state_display")
    members = serializers.SerializerMethodField()

    class Meta:
        model = DoTank
        fields = ["id", "problem", "organisation", "state", "state_words", "members", "started_at"]
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField())
    def get_members(self, dotank: DoTank) -> int:
        return len(dotank.seats.all())


class DoTankAnswer(serializers.ModelSerializer[DoTank]):
    problem = ProblemCard()
    coordinator = PersonCard()
    manager = PersonCard()
    seats = SeatAnswer(many=True)
    invitations = serializers.SerializerMethodField()
    state_words = serializers.CharField(source="get_state_display")
    proposal_id = serializers.SerializerMethodField()
    my_invitation_id = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = DoTank
        fields = [
            "id",
            "problem",
            "coordinator",
            "manager",
            "seats",
            "invitations",
            "room_id",
            "read_along_since",
            "language",
            "hours_a_week",
            "weeks",
            "state",
            "state_words",
            "started_at",
            "proposal_id",
            "my_invitation_id",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    @extend_schema_field(AskedAnswer(many=True))
    def get_invitations(self, dotank: DoTank) -> Any:
        """Coordinators see who was asked; everybody else sees only who is in."""
        if not self.context["coordinates"]:
            return []
        return AskedAnswer(dotank.invitations.all(), many=True).data

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_proposal_id(self, dotank: DoTank) -> Any:
        return dotank.proposal.pk if hasattr(dotank, "proposal") else None

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_my_invitation_id(self, dotank: DoTank) -> Any:
        person = self.context["request"].user
        return next(
            (
                invitation.pk
                for invitation in dotank.invitations.all()
                if invitation.person_id == person.pk and invitation.state == InvitationState.SENT
            ),
            None,
        )

    @extend_schema_field(DoTankAbilities)
    def get_abilities(self, dotank: DoTank) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, dotank)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, dotank: DoTank) -> Any:
        missing: list[Missing] = []
        if dotank.state == DoTankState.FORMING:
            missing = rules.missing_before_start(dotank, self.context["request"].user)
        elif dotank.state == DoTankState.WORKING:
            missing = rules.missing_before_submit(dotank)
        return MissingAnswer(missing, many=True).data


class InvitationAnswer(serializers.ModelSerializer[Invitation]):
    """What the invited person reads: why you, with which organisations, how many hours, until when."""

    problem = ProblemCard(source="dotank.problem")
    dotank_id = serializers.UUIDField()
    hours_a_week = serializers.IntegerField(source="dotank.hours_a_week")
    weeks = serializers.IntegerField(source="dotank.weeks")
    role_words = serializers.CharField(source="get_role_display")
    state_words = serializers.CharField(source="get_state_display")
    reasons = serializers.SerializerMethodField()
    organisations = serializers.SerializerMethodField()
    already_in = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = [
            "id",
            "problem",
            "dotank_id",
            "role",
            "role_words",
            "hours_a_week",
            "weeks",
            "reply_by",
            "reasons",
            "organisations",
            "already_in",
            "state",
            "state_words",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reasons(self, invitation: Invitation) -> list[str]:
        return [reason_words.reason_to_you(one["code"], one["data"]) for one in invitation.reasons]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_organisations(self, invitation: Invitation) -> list[str]:
        """Organisations, not names, until one accepts."""
        return self.context["beside"].organisations  # type: ignore[no-any-return]

    @extend_schema_field(PersonCard(many=True))
    def get_already_in(self, invitation: Invitation) -> Any:
        return PersonCard(self.context["beside"].already_in, many=True).data


class ProposalAnswer(serializers.ModelSerializer[Proposal]):
    """A proposal with the text of exactly the version it names."""

    dotank_id = serializers.UUIDField()
    problem = ProblemCard(source="dotank.problem")
    organisation = OrganisationCard(source="dotank.organisation")
    manager = PersonCard(source="dotank.manager")
    team = SeatAnswer(source="dotank.seats", many=True)
    version = serializers.IntegerField(source="version.number")
    sha256 = serializers.CharField(source="version.sha256")
    html = serializers.SerializerMethodField()
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = Proposal
        fields = [
            "id",
            "dotank_id",
            "problem",
            "organisation",
            "manager",
            "team",
            "title",
            "asked",
            "summary",
            "version",
            "sha256",
            "html",
            "state",
            "state_words",
            "submitted_at",
        ]
        read_only_fields = fields

    def get_html(self, proposal: Proposal) -> str:
        return shown(proposal.version.html, proposal.dotank.room_id)
