"""Every operation of the API, app by app: a new one gets its row there, and where it reads, its address to read at."""

from tests.matrix.operations import (
    backing,
    beside,
    calls,
    conversation,
    dotanks,
    experiments,
    flow,
    groups,
    hours,
    ideas,
    learning,
    organisations,
    peers,
    people,
    register,
)
from tests.matrix.rows import Read, Row

APPS = (
    people,
    organisations,
    groups,
    peers,
    backing,
    ideas,
    conversation,
    register,
    dotanks,
    calls,
    hours,
    beside,
    experiments,
    learning,
    flow,
)
MATRIX: list[Row] = [row for app in APPS for row in app.ROWS]
READS: dict[str, Read] = {name: read for app in APPS for name, read in app.READS.items()}
