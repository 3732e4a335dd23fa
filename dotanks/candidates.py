"""Who could be asked: members as the assembler may know them, with no name, no age and no gender."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from dotanks import held
from dotanks.assembly import Columns, Member
from dotanks.assembly import Need as AssemblyNeed
from dotanks.assembly.types import OTHER_ORGANISATIONS
from dotanks.copied import LOOK_BACK, RECENT, acceptance, columns_on, line_of, utc_offset
from dotanks.models import Invitation, Need
from dotanks.states import DoTankState, InvitationState
from ideas.poster import poster_among
from people.models import Employment, Person, PersonSkill, Profile
from people.offers.blocks import pairs_apart
from people.offers.periods import hours_of_those_with_periods
from people.rules import current

# A week to answer and one to gather.
UNTIL_START = timedelta(weeks=2)
WEEKS = 13


def columns(weeks: int = WEEKS) -> Columns:
    """Everybody who could be in a team today, for proposing: held in memory, with every change that was committed.

    Their hours are those of so many weeks from when a team asked today would start.
    """
    return _with_hours(held.columns(), weeks)


def columns_of(members: Sequence[UUID], weeks: int = WEEKS) -> Columns:
    """These members alone, read anew: for the moment of confirming, under the lock."""
    return _with_hours(columns_on(timezone.localdate(), members), weeks)


def _with_hours(known: Columns, weeks: int) -> Columns:
    others = hours_of_those_with_periods(timezone.localdate() + UNTIL_START, weeks)
    here = {known.row_of[str(member)]: hours for member, hours in others.items() if str(member) in known.row_of}
    if not here:
        return known
    hours = known.hours.copy()
    hours[list(here)] = list(here.values())
    return replace(known, hours=hours)


def members(weeks: int = WEEKS) -> list[Member]:
    """The same as records, read plainly: what the columns are checked against in the tests."""
    today = timezone.localdate()
    other_hours = hours_of_those_with_periods(today + UNTIL_START, weeks)
    employments = Employment.objects.filter(current(), person__is_active=True, person__profile__isnull=False)
    employments = employments.select_related("organisation", "person__profile")
    jobs = list(employments.order_by("person_id", "-since", "id").distinct("person_id"))
    at_home = Counter(job.organisation_id for job in jobs)
    skills = _skills()
    asked = _asked(today)
    active = _active()
    return [
        Member(
            id=job.person_id,
            organisation=job.organisation_id,
            kind=job.organisation.kind,
            level=job.organisation.level,
            region=job.organisation.region,
            line=line_of(job.organisation),
            utc_offset=utc_offset(job.organisation.time_zone, today),
            languages=frozenset(job.person.profile.languages),
            skills={skill: level for skill, level, _ in skills[job.person_id]},
            unwanted_skills=frozenset(skill for skill, _, wants in skills[job.person_id] if not wants),
            topics=frozenset(job.person.profile.topics),
            hours=other_hours.get(job.person_id, job.person.profile.hours_a_week),
            cap=job.person.profile.dotank_cap,
            active=active[job.person_id],
            open=asked[job.person_id]["open"],
            invitations_90=asked[job.person_id]["recent"],
            acceptance=acceptance(asked[job.person_id]["accepted"], asked[job.person_id]["answered"]),
            first_timer=asked[job.person_id]["ever_accepted"] == 0,
            only_at_home=at_home[job.organisation_id] == 1,
            opted_out=job.person.profile.paused,
        )
        for job in jobs
    ]


def assembly_need(need: Need, *, by_hand: bool = False) -> AssemblyNeed:
    """A stated need in the assembler's terms; the poster is left out in silence.

    Where the poster's organisation must not be known it is not left out either, for that would tell it. Three
    organisations then make sure that two of them are not the poster's. Of a team chosen `by_hand` the poster under a
    pseudonym is not left out: a refusal would tell. They are refused when they accept.
    """
    problem = need.problem
    home = problem.organisation
    enough = OTHER_ORGANISATIONS if home else OTHER_ORGANISATIONS + 1
    apart = pairs_apart()
    # The poster may have no profile, but a list of their own.
    at_hand = {*Profile.objects.values_list("person_id", flat=True), *chain.from_iterable(apart)}
    poster = None if by_hand and not problem.by_name else poster_among(problem, at_hand)
    declined = Invitation.objects.filter(
        dotank__problem=problem, state__in=[InvitationState.DECLINED, InvitationState.WITHDRAWN]
    )
    return AssemblyNeed(
        problem_id=problem.pk,
        poster_id=poster or "",
        poster_organisation=home.pk if home else "",
        poster_utc_offset=utc_offset(home.time_zone if home else settings.NETWORK_TIME_ZONE, timezone.localdate()),
        languages=tuple(need.languages),
        skills={skill: float(weight) for skill, weight in need.skills.items()},
        topics=frozenset(need.topics),
        size_min=min(max(need.size_min, enough), need.size_max),
        size_wanted=need.size_wanted,
        size_max=need.size_max,
        hours=float(need.hours_a_week),
        max_per_organisation=need.max_per_organisation,
        declined_ids=frozenset(declined.values_list("person_id", flat=True)),
        # Whoever puts a colleague on their list must not learn by being left out that this is the poster.
        blocked_pairs=frozenset(pair for pair in apart if problem.by_name or pair[1] != poster),
        conflict_lines=need.conflict_lines,
    )


def _skills() -> dict[UUID, list[tuple[str, int, bool]]]:
    found: dict[UUID, list[tuple[str, int, bool]]] = defaultdict(list)
    rows = PersonSkill.objects.values_list("person_id", "skill", "level", "wants_to_use")
    for person_id, skill, level, wants in rows.iterator():
        found[person_id].append((skill, level, wants))
    return found


def _asked(today: date) -> dict[UUID, dict[str, int]]:
    answered = Q(
        state__in=[InvitationState.ACCEPTED, InvitationState.DECLINED], created_at__date__gte=today - LOOK_BACK
    )
    accepted = Q(state=InvitationState.ACCEPTED)
    rows = Invitation.objects.values("person_id").annotate(
        open=Count("pk", filter=Q(state=InvitationState.SENT)),
        recent=Count("pk", filter=Q(created_at__date__gte=today - RECENT)),
        answered=Count("pk", filter=answered),
        accepted=Count("pk", filter=answered & accepted),
        ever_accepted=Count("pk", filter=accepted),
    )
    nothing = {"open": 0, "recent": 0, "answered": 0, "accepted": 0, "ever_accepted": 0}
    found = {row["person_id"]: {name: row[name] for name in nothing} for row in rows}  # type: ignore[literal-required]
    return defaultdict(lambda: nothing, found)


def _active() -> Counter[UUID]:
    seats = Q(seats__dotank__state__in=[DoTankState.FORMING, DoTankState.WORKING])
    rows = Person.objects.filter(seats).annotate(active=Count("seats", filter=seats)).values_list("pk", "active")
    return Counter(dict(rows))
