"""What `/health/ready` says about search. Search never stops anything else."""

from dataclasses import dataclass

from learning.search.index import NoIndex, guarded
from learning.search.indexer import behind
from learning.search.query import searcher

MAX_BEHIND = 30.0


@dataclass(frozen=True)
class Readiness:
    """`ok`, or what search is doing instead; `documents` is how much can be found."""

    status: str
    documents: int = 0
    behind_seconds: float = 0.0
    reason: str = ""

    @property
    def ok(self) -> bool:
        return self.status == "ok"


def readiness() -> Readiness:
    """Whether search answers from its index, and how far that is behind the database."""
    try:
        with guarded():
            documents = searcher().num_docs
        late = behind() or 0.0
    except NoIndex as reason:
        return Readiness("catching_up", reason=str(reason))
    if late > MAX_BEHIND:
        return Readiness("behind", documents, late, "the indexer is not running or cannot keep up")
    return Readiness("ok", documents, late)
