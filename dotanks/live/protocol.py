"""The y-websocket wire protocol, and our one word more: "is what I sent stored?"."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from dotanks.live.reader import GuardRefused, Reader

SYNC: Final = 0
AWARENESS: Final = 1
AUTH: Final = 2
QUERY_AWARENESS: Final = 3
STORED: Final = 4

STEP_1: Final = 0
STEP_2: Final = 1
UPDATE: Final = 2

# y-websocket takes 4400-4499 for final and comes back after every other code.
SIGNED_OUT: Final = 4401
ACCESS_ENDED: Final = 4403
UNKNOWN_ROOM: Final = 4404
TOO_LARGE: Final = 4413
NOT_UNDERSTOOD: Final = 4422
NOT_NOW: Final = 4503
TOO_SLOW: Final = 4508
COME_BACK: Final = 4509  # what you may do here changed: connect again and see
TOO_MANY: Final = 4529


class Frame(NamedTuple):
    """One message from a browser."""

    kind: int
    step: int = 0
    payload: bytes = b""
    number: int = 0


def read(data: bytes) -> Frame:
    """Take one message apart; refuse what the protocol does not know."""
    reader = Reader(data)
    kind = reader.number(8)
    if kind == SYNC:
        step = reader.number(3)
        frame = Frame(kind, step=step, payload=reader.chunk())
    elif kind == AWARENESS:
        frame = Frame(kind, payload=reader.chunk())
    elif kind == STORED:
        frame = Frame(kind, number=reader.number())
    elif kind == QUERY_AWARENESS:
        frame = Frame(kind)
    else:
        raise GuardRefused("unknown kind of message")
    reader.finish()
    return frame


def number(value: int) -> bytes:
    """A number in lib0's variable length."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def chunk(data: bytes) -> bytes:
    """Bytes with their length in front."""
    return number(len(data)) + data


def step_1(state_vector: bytes) -> bytes:
    """Ask the other side for what this state vector lacks."""
    return bytes([SYNC, STEP_1]) + chunk(state_vector)


def step_2(update: bytes) -> bytes:
    """Answer step 1 with everything that was missing."""
    return bytes([SYNC, STEP_2]) + chunk(update)


def update(data: bytes) -> bytes:
    """Pass an edit on."""
    return bytes([SYNC, UPDATE]) + chunk(data)


def stored(value: int) -> bytes:
    """Say that everything sent before this question is in the database."""
    return bytes([STORED]) + number(value)


def awareness(entries: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Tell who is here: client, clock and state as JSON, `null` for somebody who left."""
    listed = list(entries)
    body = number(len(listed)) + b"".join(
        number(client) + number(clock) + chunk(state) for client, clock, state in listed
    )
    return bytes([AWARENESS]) + chunk(body)


def read_only() -> bytes:
    """Say that edits from this person are not taken (y-protocols' "permission denied")."""
    return bytes([AUTH, 0]) + chunk(b"read only")
