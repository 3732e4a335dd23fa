"""Random walks of pilots through the real actions, and an oracle that knows only the facts in the tables.

The clock is moved by moving the moments it is compared with: an end in an hour, moved by two, has passed an hour ago.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from common.refusals import Refusal
from experiments import rules
from experiments.actions import cards, check_ins, exempting, pausing, pilots, preparing, readings, sign_offs, uses
from experiments.clock import pause_pilots_without_exemption, remind_of_check_ins
from experiments.models import Card, CheckIn, Exemption, Pilot, Reading
from experiments.states import PilotState
from flow import steps
from flow.clock import close_pilots_at_their_end
from tests import days, stages
from tests.cast import Cast
from tests.gate import despite_the_lock
from tests.shared import taken_back

STEPS_OF_A_WALK = 80
# A walk on which nothing can hold any more is over.
LOST = 10
# What may only be done while the facts hold; a rest is told apart by the oracle itself.
ACTING = {"open", "resume", "reading", "correct", "import", "start_card"}


@dataclass(frozen=True)
class Facts:
    """What the rows say at this moment, without asking any rule."""

    running: bool
    signed_off: bool
    exempted: bool
    end_ahead: bool

    @property
    def held(self) -> bool:
        return self.signed_off and self.exempted and self.end_ahead

    @property
    def in_force(self) -> bool:
        return self.running and self.held


RAW = """
SELECT
  coalesce((SELECT h.to_state = 'running' FROM common_historyline h WHERE h.subject_id = p.id
            AND h.subject_kind = 'pilot' AND h.to_state <> '' ORDER BY h.id DESC LIMIT 1), false),
  NOT EXISTS (
    SELECT FROM experiments_signoff given JOIN experiments_requiredsignoff of ON of.id = given.required_id
    JOIN experiments_requiredsignoff asked ON asked.submission_id = of.submission_id
    WHERE given.id = p.sign_off_id AND NOT EXISTS (
      SELECT FROM experiments_signoff s WHERE s.required_id = asked.id AND s.decision = 'signed_off'
      AND NOT EXISTS (SELECT FROM experiments_signoffwithdrawal w WHERE w.sign_off_id = s.id))),
  p.needs_exemption IS FALSE OR EXISTS (
    SELECT FROM experiments_exemption e WHERE e.pilot_id = p.id AND e.revoked_at IS NULL
    AND e.valid_from <= statement_timestamp() AND statement_timestamp() < e.valid_until),
  p.ends_at IS NOT NULL AND statement_timestamp() < p.ends_at
FROM experiments_pilot p WHERE p.id = %s
"""


def facts_of(pilot_id: Any) -> Facts:
    """The oracle: sign-off rows, exemption row, end date and the last line of history."""
    with connection.cursor() as cursor:
        cursor.execute(RAW, [pilot_id])
        return Facts(*cursor.fetchone())


@dataclass
class Walk:
    """One pilot on its way; every step is drawn, tried through the real action, and looked at afterwards."""

    cast: Cast
    chance: Random
    pilot_id: Any = None
    done: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)
    lost: int = 0

    def begin(self) -> None:
        """From a prepared pilot, or from one that runs with a guardrail and a rhythm."""
        stage = stages.prepared if self.chance.random() < 0.4 else stages.watched
        self.pilot_id = stage(self.cast).pk

    def pilot(self) -> Pilot:
        return Pilot.objects.select_related("dotank__organisation", "sign_off__withdrawal", "exemption").get(
            pk=self.pilot_id
        )

    def step(self) -> None:
        """Draw a step, try it, and hold what the product says against the facts."""
        name = self.chance.choices(list(STEPS), [weight for weight, _ in STEPS.values()])[0]
        before = facts_of(self.pilot_id)
        # What stopped it may have been wrong: it is put right until the pilot is closed.
        put_right = name == "correct" and self.pilot().state == PilotState.STOPPED
        try:
            STEPS[name][1](self)
        except Refusal as refusal:
            self.taken.append(f"{name} ({refusal.code})")
            self.done[f"{name} refused"] += 1
        else:
            self.taken.append(name)
            self.done[name] += 1
            assert name not in ACTING or before.held or put_right, self.story(
                f"{name} was done although the facts do not hold"
            )
            assert name != "start_card" or before.running, self.story("a loop started while the pilot rested")
        self.lost = 0 if before.held else self.lost + 1
        self.look()

    def look(self) -> None:
        """The rule, the filter and the facts say the same at this moment."""
        facts = facts_of(self.pilot_id)
        by_rule = not rules.not_in_force(self.pilot())
        by_filter = Pilot.objects.in_force().filter(pk=self.pilot_id).exists()
        assert (by_rule, by_filter) == (facts.in_force, facts.in_force), self.story(f"{by_rule=} {by_filter=} {facts}")
        if self.taken and self.taken[-1] == "clocks":
            says = Pilot.objects.values_list("state", flat=True).get(pk=self.pilot_id)
            assert says != "running" or facts.in_force, self.story("the clocks let it go on saying that it runs")

    def story(self, what: str) -> str:
        return f"{what}; after {', '.join(self.taken)}"


def walk(cast: Cast, seed: int, length: int = STEPS_OF_A_WALK) -> Counter[str]:
    """One walk, taken back when it is over; what was done how often."""
    with taken_back():
        one = Walk(cast, Random(seed))
        one.begin()
        while sum(one.done.values()) < length and one.lost < LOST:
            one.step()
        return one.done


def _move(walk: Walk) -> None:
    hours = walk.chance.choice([1, 1, 5, 24, 24 * 7, 24 * 20])
    move_clock(walk.pilot_id, timedelta(hours=hours * walk.chance.random()))


def _to_the_edge(walk: Walk) -> None:
    """A second before or after the pilot's end, the exemption's begin or its end."""
    pilot = walk.pilot()
    exemption = rules.exemption_of(pilot)
    edges = [pilot.ends_at, *((exemption.valid_from, exemption.valid_until) if exemption else ())]
    ahead = [edge for edge in edges if edge and edge > timezone.now()]
    if ahead:
        second = timedelta(seconds=walk.chance.choice([-1, 1]))
        move_clock(walk.pilot_id, max(timedelta(0), walk.chance.choice(ahead) - timezone.now() + second))


def move_clock(pilot_id: Any, by: timedelta) -> None:
    """As if this much time had gone by for the pilot."""
    moved = {"valid_from": F("valid_from") - by, "valid_until": F("valid_until") - by}
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot_id).update(ends_at=F("ends_at") - by, opened_at=F("opened_at") - by)
        Exemption.objects.filter(pilot=pilot_id).update(**moved)


def _clocks(_: Walk) -> None:
    close_pilots_at_their_end()
    pause_pilots_without_exemption()
    remind_of_check_ins()


def _edit(walk: Walk) -> None:
    days, exemption_days = walk.chance.choice([1, 30, 60, 180]), walk.chance.choice([0, 40, 200])
    plan = stages.preparation(days=days, exemption_days=exemption_days)
    plan["exemption"]["valid_from"] += timedelta(days=walk.chance.choice([0, 0, 0, 3]))
    plan["exemption"]["valid_until"] += timedelta(days=3)
    plan["needs_exemption"] = walk.chance.random() < 0.7
    version = Pilot.objects.values_list("version", flat=True).get(pk=walk.pilot_id)
    preparing.edit_pilot(person=walk.cast.member, pilot_id=walk.pilot_id, read_version=version, **plan)


def _reading(walk: Walk) -> None:
    measure = walk.chance.choice(list(walk.pilot().measures.all()))
    value = Decimal(walk.chance.choice([2, 3, 4, 5, 6, 6, 7, 9, 12]))
    readings.enter_reading(
        person=walk.cast.member,
        pilot_id=walk.pilot_id,
        measure=measure.pk,
        value=value,
        taken_on=days.today(),
    )


def _correct(walk: Walk) -> None:
    last = Reading.objects.filter(measure__pilot=walk.pilot_id, corrected_by__isnull=True).first()
    if last is None:
        _reading(walk)
        return
    readings.enter_reading(
        person=walk.cast.challenger,
        pilot_id=walk.pilot_id,
        measure=last.measure_id,
        value=Decimal(walk.chance.choice([3, 5, 8])),
        taken_on=last.taken_on,
        corrects=last.pk,
    )


def _import(walk: Walk) -> None:
    name = walk.chance.choice([measure.name for measure in walk.pilot().measures.all()])
    value = walk.chance.choice([3, 5, 8])
    sent = f"measure;day;value\n{name};{days.today()};{value},5\n".encode()
    readings.import_readings(person=walk.cast.member, pilot_id=walk.pilot_id, sent=sent)


def _withdraw(walk: Walk) -> None:
    proposal = walk.pilot().sign_off.proposal_id
    sign_offs.withdraw_sign_off(manager=walk.cast.manager, proposal_id=proposal, reason="New law")


def _use(walk: Walk) -> None:
    kind, amount = walk.chance.choice(["people", "money"]), walk.chance.choice([1, 8, 200])
    uses.enter_use(person=walk.cast.member, pilot_id=walk.pilot_id, kind=kind, amount=amount, used_on=days.today())


def _check_in(walk: Walk) -> None:
    check_ins.check_in(person=walk.cast.member, pilot_id=walk.pilot_id, on_day=days.today(), going="well")
    assert CheckIn.objects.exists()


def _start_card(walk: Walk) -> None:
    planned = Card.objects.filter(pilot=walk.pilot_id).exclude(state="decided").last()
    if planned is None:
        planned = cards.plan_card(person=walk.cast.member, pilot_id=walk.pilot_id, **stages.next_card(walk.pilot()))
    cards.start_card(person=walk.cast.member, card_id=planned.pk)


def _decide_card(walk: Walk) -> None:
    running = Card.objects.filter(pilot=walk.pilot_id, state="running").first()
    if running is not None:
        decision = walk.chance.choice(["end", "change", "go_on", "keep_testing"])
        learnt = {**stages.LEARNT, "decision": decision}
        cards.decide_card(person=walk.cast.member, card_id=running.pk, **learnt)


def _team(action: Callable[..., Any], **more: Any) -> Callable[[Walk], None]:
    return lambda walk: action(person=walk.cast.member, pilot_id=walk.pilot_id, **more)


# How often each is drawn, and what it does. What ends a pilot for good is drawn rarely.
STEPS: dict[str, tuple[float, Callable[[Walk], Any]]] = {
    "edit": (3, _edit),
    "open": (5, _team(preparing.open_pilot)),
    "pause": (5, _team(pausing.pause_pilot, reason="Wait")),
    "resume": (12, _team(pausing.resume_pilot, reason="Go on")),
    "reading": (12, _reading),
    "correct": (6, _correct),
    "import": (4, _import),
    "use": (3, _use),
    "check_in": (2, _check_in),
    "start_card": (4, _start_card),
    "decide_card": (4, _decide_card),
    "move": (9, _move),
    "edge": (3, _to_the_edge),
    "clocks": (10, _clocks),
    "withdraw": (0.7, _withdraw),
    "revoke": (1, _team(exempting.revoke_exemption, reason="New law")),
    "stop": (0.5, _team(pilots.stop_pilot, reason="Enough")),
    "conclude": (0.3, _team(steps.conclude_pilot, **stages.VERDICT)),
}
