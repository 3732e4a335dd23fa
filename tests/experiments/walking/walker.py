"""One proposal or pilot on its way: who plays, what was drawn so far, and how it is looked at after each step."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from experiments import rules
from experiments.models import Pilot
from people.models import Person
from tests import deciding
from tests.cast import Cast
from tests.experiments.walking.facts import chain_of, facts_of

# A walk on which nothing can hold any more is over.
LOST = 10


@dataclass
class Walk:
    """What its steps share. Before there is a pilot, it is about its proposal."""

    cast: Cast
    chance: Random
    proposal_id: Any
    pilot_id: Any = None
    done: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)
    lost: int = 0

    @property
    def length(self) -> int:
        return sum(self.done.values())

    def pilot(self) -> Pilot:
        return Pilot.objects.select_related("dotank__organisation", "sign_off__withdrawal", "exemption").get(
            pk=self.pilot_id
        )

    def people(self) -> dict[str, Person]:
        """Everybody who may try to answer or to take back, asked anew for what they hold now."""
        names = {who: self.cast[who] for who in ("manager", "colleague", "member")} | deciding.here()
        found = Person.objects.in_bulk([person.pk for person in names.values() if person])
        return {who: found[person.pk] for who, person in names.items() if person}

    def held(self) -> bool:
        """Whether all that a pilot, or what may become one, rests on is there, by the facts."""
        if self.pilot_id is not None:
            return facts_of(self.pilot_id).held
        chain = chain_of(self.proposal_id)
        return chain.all_stand if chain.state == "signed_off" else chain.state != "declined"

    def look(self) -> None:
        """The product and the facts say the same at this moment."""
        chain = chain_of(self.proposal_id)
        assert chain.all_said_yes is (chain.state == "signed_off") or chain.state in {"sent_back", "declined"}, (
            self.story(f"{chain}: signed off if and only if each of them said yes")
        )
        if self.pilot_id is None:
            assert not Pilot.objects.exists(), self.story("a pilot that nobody prepared")
            return
        facts, by_rule, by_filter = self._asked_in_one_moment()
        assert (by_rule, by_filter) == (facts.in_force, facts.in_force), self.story(f"{by_rule=} {by_filter=} {facts}")

    def _asked_in_one_moment(self) -> tuple[Any, bool, bool]:
        """Facts, rule and filter, all between two looks at the facts that found the same."""
        while True:
            facts = facts_of(self.pilot_id)
            by_rule = not rules.not_in_force(self.pilot())
            by_filter = Pilot.objects.in_force().filter(pk=self.pilot_id).exists()
            if facts_of(self.pilot_id) == facts:
                return facts, by_rule, by_filter

    def story(self, what: str) -> str:
        return f"{what}; after {', '.join(self.taken)}"


# How often each step is drawn, and what it does.
Steps = dict[str, tuple[float, Callable[[Walk], Any]]]
