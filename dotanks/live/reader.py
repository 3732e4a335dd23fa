"""Reads lib0's encoding byte by byte and without recursion; whatever is not right is refused."""

import json
import struct
from typing import Final

MAX_BYTES: Final = 1536 * 1024 - 64  # an update: a paste of 300 pages; its frame stays within 1.5 MB
MAX_DEPTH: Final = 32
MAX_CLIENT: Final = 2**53
MAX_JSON: Final = 1_024
MAX_CLOCK: Final = 2**31


class GuardRefused(Exception):
    """The bytes are not what this room accepts; the reason is for the log, not for a person."""


class Reader:
    """Reads the encoding of lib0; whatever runs past the end is refused."""

    __slots__ = ("at", "data", "end")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.end = len(data)

    def byte(self) -> int:
        """The next byte."""
        at = self.at
        if at >= self.end:
            raise GuardRefused("ends too early")
        self.at = at + 1
        return self.data[at]

    def number(self, limit: int = MAX_CLIENT) -> int:
        """A variable-length number below limit."""
        data, at, end = self.data, self.at, self.end
        if at < end and (value := data[at]) < 128 and value < limit:
            self.at = at + 1
            return value
        value = shift = 0
        while True:
            if at >= end:
                raise GuardRefused("ends too early")
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
            if shift > 56:
                raise GuardRefused("number too long")
        if value >= limit:
            raise GuardRefused("number too large")
        self.at = at
        return value

    def count(self, smallest: int = 1) -> int:
        """How many entries follow; never more than the bytes left could hold."""
        value = self.number()
        if value * smallest > self.end - self.at:
            raise GuardRefused("claims more than it holds")
        return value

    def chunk(self) -> bytes:
        """A run of bytes with its length in front."""
        size = self.count()
        at = self.at
        self.at = at + size
        return self.data[at : self.at]

    def text(self, limit: int = MAX_BYTES) -> str:
        """A string, strictly UTF-8: the library below does not look."""
        raw = self.chunk()
        if len(raw) > limit:
            raise GuardRefused("text too long")
        try:
            return raw.decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise GuardRefused("text is not UTF-8") from None

    def length(self) -> int:
        """A length in clock ticks, which is never nothing."""
        length = self.number(MAX_CLOCK)
        if not length:
            raise GuardRefused("empty content")
        return length

    def finish(self) -> None:
        """Refuse anything after the end."""
        if self.at != self.end:
            raise GuardRefused("bytes after the end")


_CONTAINER: Final = object()


def read_any(reader: Reader) -> object:
    """Read one value with everything in it; containers come back as a marker, only scalars as themselves."""
    # One number per open container: how many values it still has to give. Objects are marked by their sign.
    open_containers: list[list[int]] = []
    result: object = None
    top = True
    while True:
        if open_containers and open_containers[-1][1]:
            reader.text(MAX_JSON)  # the key of an object's entry
        kind = reader.byte()
        value: object = None
        size = 0
        if kind == 125:
            value = _signed(reader)
        elif kind == 124:
            value = struct.unpack(">f", _exactly(reader, 4))[0]
        elif kind == 123:
            value = struct.unpack(">d", _exactly(reader, 8))[0]
        elif kind == 122:
            value = struct.unpack(">q", _exactly(reader, 8))[0]
        elif kind == 121:
            value = False
        elif kind == 120:
            value = True
        elif kind == 119:
            value = reader.text()
        elif kind == 116:
            reader.chunk()
            value = _CONTAINER
        elif kind in (117, 118):
            size = reader.count(2 if kind == 118 else 1)
            value = _CONTAINER
        elif kind not in (126, 127):
            raise GuardRefused("unknown kind of value")
        if top:
            result, top = value, False
        if size:
            if len(open_containers) >= MAX_DEPTH:
                raise GuardRefused("nested too deep")
            open_containers.append([size, kind == 118])
            continue
        while open_containers:
            open_containers[-1][0] -= 1
            if open_containers[-1][0]:
                break
            open_containers.pop()
        if not open_containers:
            return result


def _exactly(reader: Reader, size: int) -> bytes:
    if reader.end - reader.at < size:
        raise GuardRefused("ends too early")
    at = reader.at
    reader.at = at + size
    return reader.data[at : reader.at]


def _signed(reader: Reader) -> int:
    first = reader.byte()
    value, shift = first & 63, 6
    byte = first
    while byte & 128:
        byte = reader.byte()
        value |= (byte & 127) << shift
        shift += 7
        if shift > 62:
            raise GuardRefused("number too long")
    return -value if first & 64 else value


def read_json(text: str, limit: int) -> object:
    """Parse a small JSON text whose nesting was counted first: the parser below works by recursion."""
    if len(text) > limit:
        raise GuardRefused("value too long")
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _count_depth(text)
    try:
        return _DECODE(text)
    except ValueError:
        raise GuardRefused("not JSON") from None


def _count_depth(text: str) -> None:
    depth = 0
    quoted = escaped = False
    for letter in text:
        if quoted:
            if escaped:
                escaped = False
            elif letter == "\\":
                escaped = True
            elif letter == '"':
                quoted = False
        elif letter == '"':
            quoted = True
        elif letter in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise GuardRefused("nested too deep")
        elif letter in "]}":
            depth -= 1


def _no_constant(name: str) -> object:
    raise ValueError(name)  # NaN and Infinity are not JSON and no browser reads them


_DECODE: Final = json.JSONDecoder(parse_constant=_no_constant).decode
