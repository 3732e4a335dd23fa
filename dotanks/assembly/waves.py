"""Whether enough people will say yes."""

from collections.abc import Iterable


def chance_of_quorum(chances: Iterable[float], quorum: int) -> float:
    """The chance that at least `quorum` of these people accept, each for themselves (Poisson-binomial)."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            stay * (1 - chance) + come * chance for stay, come in zip([*exactly, 0.0], [0.0, *exactly], strict=True)
        ]
    return min(1.0, max(0.0, sum(exactly[max(0, quorum) :])))
