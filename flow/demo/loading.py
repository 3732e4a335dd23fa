"""From the content files into the tables. Loading twice changes nothing; half a load leaves nothing behind."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import translation

from common.refusals import Refusal
from flow.demo import files, register
from flow.demo.cast import load_cast
from flow.demo.clock import Clock, moved_clock
from flow.demo.groups import gather, is_told
from flow.demo.houses import check_organisations, come_and_go
from flow.demo.walking import Day, problem_id, walk
from ideas.models import Problem
from people.models import Letter, Notice
from people.models.notices import Mailed

LOAD_LOCK = 7_301_986
STILL_NEW = timedelta(days=30)
UNSEEN_EACH = 3
ARRIVED_DAYS_AGO = 180
CHECKED_DAYS_AGO = 162

Say = Callable[[str], object]
Ahead = list[tuple[datetime, int, Iterator[datetime]]]


@dataclass(frozen=True)
class LoadedDemo:
    """What a load found and did."""

    people: int
    new_people: int
    stories: int
    new_stories: int


@transaction.atomic
def load_demo(say: Say = lambda _: None) -> LoadedDemo:
    """Put the cast and every story that is not there yet into the network, all or nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
        # The limit is for questions of pages; here thousands of new rows are touched that nobody has counted yet.
        cursor.execute("SET LOCAL statement_timeout = 0")
    stories = files.stories()
    told = set(Problem.objects.filter(pk__in=map(problem_id, stories)).values_list("pk", flat=True))
    heard = len(connection.run_on_commit)
    old_notices = list(Notice.objects.values_list("pk", flat=True))
    with moved_clock() as clock, translation.override("en"):
        clock.shows = clock.moment(ARRIVED_DAYS_AGO, 0)
        cast, new_people = load_cast()
        clock.shows = clock.moment(CHECKED_DAYS_AGO, 0)
        check_organisations(cast)
        say(f"  {len(cast)} people, {new_people} of them new")
        ahead: Ahead = []
        titles: dict[int, str] = {}
        for number, story in enumerate(stories):
            if problem_id(story) in told:
                continue
            titles[number] = story["problem"]["title"]
            steps = walk(story, cast, Day(clock, number))
            ahead.append((next(steps), number, steps))
        new_stories = len(titles)
        for number, group in enumerate(files.groups(), len(stories)):
            if not is_told(group):
                titles[number] = group["words"]["name"]
                steps = gather(group, cast, Day(clock, number))
                ahead.append((next(steps), number, steps))
        for number, rule in enumerate(files.rules(), len(stories) + len(files.groups())):
            if not register.is_kept(rule):
                titles[number] = rule["name"]
                steps = register.keep(rule, cast, Day(clock, number))
                ahead.append((next(steps), number, steps))
        tell_in_order(ahead, clock, lambda number: say(f"  {titles[number]}"))
    if new_people == len(cast):
        come_and_go(cast)
    if titles:
        put_notices_behind_us(clock, old_notices)
        # Nobody's screen is open on what happened months ago, and its letters were never meant to leave.
        del connection.run_on_commit[heard:]
    return LoadedDemo(len(cast), new_people, len(stories), new_stories)


def tell_in_order(ahead: Ahead, clock: Clock, ended: Callable[[int], object]) -> None:
    """Take every step of every story on its day, so that a person's free hours are what they were then."""
    heapify(ahead)
    while ahead:
        clock.shows, number, steps = heappop(ahead)
        try:
            following = next(steps, None)
        except Refusal as refusal:
            refusal.add_note(f"In story {number} on {clock.shows:%Y-%m-%d}: {refusal.code} {refusal.extra}")
            raise
        if following is None:
            ended(number)
        else:
            heappush(ahead, (following, number, steps))


def put_notices_behind_us(clock: Clock, old: Sequence[UUID]) -> None:
    """No letter leaves for what the stories told; each person keeps the newest few as unseen."""
    new = Notice.objects.exclude(pk__in=old)
    Letter.objects.filter(pk__in=new.values("letter")).update(mailed=Mailed.SENT, attempts=1)
    new.update(waits_until=None)
    rows = new.order_by("person_id", "-number").values_list("person_id", "pk", "created_at")
    unseen = [
        pk
        for _, of_person in groupby(rows, key=lambda row: row[0])
        for _, pk, created_at in list(of_person)[:UNSEEN_EACH]
        if created_at > clock.real_now - STILL_NEW
    ]
    new.exclude(pk__in=unseen).update(seen_at=F("created_at"))
