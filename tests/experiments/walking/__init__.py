"""Random walks of proposals and pilots through the real actions, held against an oracle that knows only the rows."""

from collections import Counter
from random import Random

from common.refusals import Refusal
from experiments.models import Pilot
from experiments.states import PilotState
from tests import deciding, stages
from tests.cast import Cast
from tests.experiments.walking import pilot_steps, sign_off_steps
from tests.experiments.walking.facts import facts_of
from tests.experiments.walking.walker import LOST, Walk
from tests.shared import taken_back

STEPS_OF_A_WALK = 80
# What may only be done while the facts hold; a rest is told apart by the oracle itself.
ACTING = {"open", "resume", "reading", "correct", "import", "start_card"}
BEFORE = {**sign_off_steps.BEFORE, **pilot_steps.TIME}
BESIDE = {**pilot_steps.STEPS, **sign_off_steps.BESIDE}
STEPS = BEFORE.keys() | BESIDE.keys()


def walk(cast: Cast, seed: int, length: int = STEPS_OF_A_WALK) -> Counter[str]:
    """One walk, taken back when it is over; what was done how often."""
    with taken_back():
        one = begin(cast, seed)
        while one.length < length and one.lost < LOST:
            step(one)
        return one.done


def begin(cast: Cast, seed: int) -> Walk:
    """In turn: a proposal that officers must sign off, a prepared pilot, one that runs with a guardrail."""
    if seed % 3 == 0:
        return Walk(cast, Random(seed), proposal_id=deciding.submitted(cast).pk)
    pilot: Pilot = (stages.prepared if seed % 3 == 1 else stages.watched)(cast)
    return Walk(cast, Random(seed), proposal_id=pilot.sign_off.proposal_id, pilot_id=pilot.pk)


def step(walk: Walk) -> None:
    """Draw a step, try it, and hold what the product says against the facts."""
    drawn = BEFORE if walk.pilot_id is None else BESIDE
    name = walk.chance.choices(list(drawn), [weight for weight, _ in drawn.values()])[0]
    held, pilot_id = walk.held(), walk.pilot_id
    before = facts_of(pilot_id) if pilot_id else None
    # What stopped a pilot may have been a wrong number: it is put right until the pilot is closed.
    put_right = name == "correct" and walk.pilot().state == PilotState.STOPPED
    try:
        drawn[name][1](walk)
    except Refusal as refusal:
        walk.taken.append(f"{name} ({refusal.code})")
        walk.done[f"{name} refused"] += 1
    else:
        walk.taken.append(name)
        walk.done[name] += 1
        # A moment may have come while it was done.
        allowed = name not in ACTING or put_right or held or walk.held()
        assert allowed, walk.story(f"{name} was done although the facts do not hold")
        # What does not hold when the clocks look is put to rest by them; what ends in that moment, by their next look.
        rests = name != "clocks" or before is None or before.in_force or walk.pilot().state != PilotState.RUNNING
        assert rests, walk.story("the clocks let it go on saying that it runs")
        assert name != "start_card" or (before and before.running), walk.story("a loop started while the pilot rested")
    walk.lost = 0 if held else walk.lost + 1
    walk.look()
