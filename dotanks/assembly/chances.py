"""Whether enough people will say yes, and in time."""

from collections.abc import Iterable

# Ours, no source fixes it: half of the answers that come at all come within three days of asking.
HALF_ANSWER_DAYS = 3.0


def chance_of_quorum(chances: Iterable[float], quorum: int) -> float:
    """The chance that at least `quorum` of these people accept, each for themselves (Poisson-binomial)."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            stay * (1 - chance) + come * chance for stay, come in zip([*exactly, 0.0], [0.0, *exactly], strict=True)
        ]
    return min(1.0, max(0.0, sum(exactly[max(0, quorum) :])))


def answered_within(days: float) -> float:
    """The share of answers that come within so many days, from asking or from any later day on."""
    return 1.0 - float(0.5 ** (max(0.0, days) / HALF_ANSWER_DAYS))
