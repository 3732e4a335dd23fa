"""Whom a poster may be brought together with: colleagues elsewhere, open to it, who know the subject."""

from collections import Counter
from secrets import SystemRandom
from uuid import UUID

from django.db.models import Count, Q

from ideas.models import PeerAsk, Problem
from ideas.peers.states import OPEN_ASKS, AskState
from ideas.poster import poster_among
from people.models import Employment, Profile
from people.rules import current

RESERVE = 12
# Nobody is asked by more posters than this at a time.
MOST_ASKS = 3


def peers_for(problem: Problem, home: UUID) -> list[UUID]:
    """Colleagues to ask, the closest first, of as many organisations as there are; none of the poster's own."""
    asked = PeerAsk.objects.filter(search__problem=problem).exclude(state__in=[AskState.WAITING, AskState.LAPSED])
    asks = Count("person__peer_asks", filter=Q(person__peer_asks__state__in=OPEN_ASKS))
    knows = Q(topics__overlap=problem.topics) if problem.topics else Q(languages__contains=[problem.language])
    offers = (
        Profile.objects.filter(knows, open_to_peers=True, paused=False, person__is_active=True)
        .exclude(person__in=asked.values("person"))
        .annotate(asks=asks)
        .filter(asks__lt=MOST_ASKS)
    )
    found = {offer.person_id: offer for offer in offers}
    # The poster themselves may be open to others: left out in silence.
    found.pop(poster_among(problem, found) or home, None)
    jobs = Employment.objects.filter(current(), person__in=found).exclude(organisation=home)
    houses = dict(jobs.values_list("person_id", "organisation_id"))
    people = list(houses)
    # Equally close ones in an order that tells nothing.
    SystemRandom().shuffle(people)
    people.sort(key=lambda one: _closeness(problem, found[one]), reverse=True)
    turns: dict[UUID, int] = {}
    taken: Counter[UUID] = Counter()
    for one in people:
        turns[one] = taken[houses[one]]
        taken[houses[one]] += 1
    return sorted(people, key=lambda one: turns[one])[:RESERVE]


def _closeness(problem: Problem, offer: Profile) -> tuple[bool, int]:
    return problem.language in offer.languages, len(set(problem.topics) & set(offer.topics))
