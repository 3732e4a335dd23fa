"""Reads for one person; fetches for one purpose."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.refusals import Forbidden, Unknown, WrongState
from people.groups import rules
from people.groups.rules import Standing
from people.groups.states import GroupState, MembershipState
from people.models import Employment, Group, GroupGoal, GroupMembership, Organisation, Person
from people.queries import organisation_of, with_organisation
from people.rules import current, is_coordinator
from people.words import Topic

OPEN_PLACE = (MembershipState.ASKED, MembershipState.MEMBER)
ORGANISATIONS_NAMED = 60


def groups_for(
    person: Person, *, q: str = "", topic: str = "", language: str = "", mine: bool = False, fits: bool = False
) -> QuerySet[Group]:
    """Groups, newest first: all active ones, only mine, or those that fit my topics and that I am not in."""
    own = GroupMembership.objects.filter(person_id=person.pk, state__in=OPEN_PLACE)
    rows = with_size(Group.objects.all())
    rows = rows.filter(pk__in=own.values("group")) if mine else rows.filter(state=GroupState.ACTIVE)
    if fits:
        topics = person.profile.topics if hasattr(person, "profile") else []
        rows = rows.filter(topics__overlap=topics).exclude(pk__in=own.values("group"))
    if words := q.strip():
        rows = rows.filter(about(words))
    if topic:
        rows = rows.filter(topics__contains=[topic])
    if language:
        rows = rows.filter(language=language)
    return rows.prefetch_related(Prefetch("memberships", own, to_attr="my_places")).order_by("-created_at", "-id")


def public_groups(*, q: str = "", topic: str = "") -> QuerySet[Group]:
    """Active groups as anybody may read of them, newest first."""
    rows = with_size(Group.objects.filter(state=GroupState.ACTIVE))
    if words := q.strip():
        rows = rows.filter(about(words))
    if topic:
        rows = rows.filter(topics__contains=[topic])
    return rows.order_by("-created_at", "-id")


def about(words: str) -> Q:
    """Groups that say these words in their name or purpose, or whose topics do in the reader's language."""
    topics = [value for value, label in Topic.choices if words.casefold() in str(label).casefold()]
    return Q(name__icontains=words) | Q(purpose__icontains=words) | Q(topics__overlap=topics)


def with_size(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with the number of their members and of the organisations these work for today."""
    inside = members().filter(group=OuterRef("pk")).order_by()
    employers = (
        Employment.objects.filter(
            current(),
            person__is_active=True,
            person__memberships__group=OuterRef("pk"),
            person__memberships__state=MembershipState.MEMBER,
        )
        .order_by()
        .values("person__memberships__group")
    )
    return groups.annotate(
        members=Coalesce(Subquery(inside.values("group").annotate(n=Count("pk")).values("n")), 0),
        organisations=Coalesce(Subquery(employers.annotate(n=Count("organisation", distinct=True)).values("n")), 0),
    )


def members() -> QuerySet[GroupMembership]:
    """Everybody who is in a group and works for an organisation today."""
    employed = Employment.objects.filter(current(), person=OuterRef("person"))
    return GroupMembership.objects.filter(Exists(employed), state=MembershipState.MEMBER, person__is_active=True)


def get_group(group_id: UUID) -> Group:
    """The group with its size; a closed one stays there to read."""
    try:
        return with_size(Group.objects.all()).get(pk=group_id)
    except Group.DoesNotExist as missing:
        raise Unknown from missing


def lock_group(group_id: UUID) -> Group:
    """The group, locked until the transaction ends: whoever comes, goes or leads does it one after the other."""
    try:
        return Group.objects.select_for_update().get(pk=group_id)
    except Group.DoesNotExist as missing:
        raise Unknown from missing


def get_group_to_come_in(group_id: UUID) -> Group:
    """An active group, locked."""
    group = lock_group(group_id)
    require_active(group)
    return group


def get_group_to_lead(person: Person, group_id: UUID) -> Group:
    """An active group, locked, for a change by whoever leads it."""
    group = lock_group(group_id)
    if not rules.leads(standing_of(person, group), group):
        raise Forbidden
    require_active(group)
    return group


def require_active(group: Group) -> None:
    """Refuse what a closed group no longer does."""
    if group.state != GroupState.ACTIVE:
        raise WrongState(state=group.state)


def standing_of(person: Person, group: Group) -> Standing:
    """What this person is to the group."""
    rows = GroupMembership.objects.filter(group=group, person_id=person.pk)
    found = {row.state: row for row in rows.order_by("created_at")}
    return Standing(
        membership=found.get(MembershipState.MEMBER) or found.get(MembershipState.ASKED),
        was_removed=MembershipState.REMOVED in found,
        employed=organisation_of(person) is not None,
        coordinates=is_coordinator(person),
        conveners=members().filter(group=group, convenes=True).count(),
    )


def get_membership(person: Person, membership_id: UUID) -> GroupMembership:
    """A membership for whoever leads its group, both locked; to everybody else it does not exist."""
    group_id = GroupMembership.objects.filter(pk=membership_id).values_list("group_id", flat=True).first()
    if group_id is None:
        raise Unknown
    # The group first, as coming and going do: two who lock in opposite order wait for each other for ever.
    group = lock_group(group_id)
    standing = standing_of(person, group)
    if not rules.sees_members(standing, group):
        raise Unknown
    if not rules.leads(standing, group):
        raise Forbidden
    require_active(group)
    found = GroupMembership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership_id)
    found.group = group
    return found


def members_of(person: Person, group_id: UUID) -> QuerySet[GroupMembership]:
    """Who is in the group, newest first; for its members."""
    group = get_group(group_id)
    if not rules.sees_members(standing_of(person, group), group):
        raise Forbidden
    return _with_person(members().filter(group=group))


def asks_of(person: Person, group_id: UUID) -> QuerySet[GroupMembership]:
    """Who asks to join, for whoever leads the group."""
    group = get_group(group_id)
    if not rules.leads(standing_of(person, group), group):
        raise Forbidden
    return _with_person(GroupMembership.objects.filter(group=group, state=MembershipState.ASKED))


def conveners_of(group: Group) -> list[Person]:
    """The people who convene the group."""
    return [row.person for row in members().filter(group=group, convenes=True).select_related("person")]


def people_in(group: Group) -> list[Person]:
    """Every member, for a notice."""
    return [row.person for row in members().filter(group=group).select_related("person")]


def goals_of(group: Group) -> list[GroupGoal]:
    """The goals of the years, this year's and a coming one first."""
    return list(GroupGoal.objects.filter(group=group).order_by("-year"))


def requests_waiting(group: Group) -> int:
    """How many wait for an answer."""
    return GroupMembership.objects.filter(group=group, state=MembershipState.ASKED).count()


def goal_of_this_year(goals: list[GroupGoal]) -> GroupGoal | None:
    """What the group wants to reach this year."""
    return next((goal for goal in goals if goal.year == timezone.localdate().year), None)


def organisations_of(group: Group, *, conveners: bool = False) -> list[str]:
    """The names of the organisations whose people are in the group, at most so many."""
    inside = members().filter(group=group, **({"convenes": True} if conveners else {}))
    jobs = Employment.objects.filter(current(), person__in=inside.values("person"))
    names = Organisation.objects.filter(pk__in=jobs.values("organisation")).order_by("name")
    return list(names.values_list("name", flat=True)[:ORGANISATIONS_NAMED])


def may_watch(person: Person, group_id: str) -> bool:
    """Whether this person may watch the group: everybody who can sign in."""
    return Group.objects.filter(pk=group_id).exists()


def _with_person(rows: QuerySet[GroupMembership]) -> QuerySet[GroupMembership]:
    return rows.prefetch_related(Prefetch("person", with_organisation(Person.objects.all()))).order_by(
        "-created_at", "-id"
    )
