"""One mark for everything that columns say: the same mark, the same members."""

from hashlib import sha256
from typing import Any

import numpy as np

from dotanks.assembly.columns import Coded, Columns, Skilled

# Follows from the ids.
DERIVED = {"row_of"}


def digest(columns: Columns) -> str:
    """The mark of these columns; any other member, skill or number gives another one."""
    mark = sha256()
    for name in sorted({*Columns.__slots__} - DERIVED):
        mark.update(f"\n{name}\n".encode())
        _told(mark, getattr(columns, name))
    return mark.hexdigest()


def _told(mark: Any, value: object) -> None:
    match value:
        case np.ndarray():
            mark.update(np.ascontiguousarray(value).tobytes())
        case tuple():
            mark.update("\x00".join(value).encode())
        case Coded():
            _told(mark, value.names)
            _told(mark, value.codes)
        case Skilled():
            for part in (value.rows, value.levels, value.wanted):
                _told(mark, part)
        case dict():
            for name in sorted(value):
                mark.update(f"\n{name}\n".encode())
                _told(mark, value[name])
        case _unknown:
            raise TypeError(f"Columns do not hold {type(value).__name__}.")
