"""An instance written as JSON, turned into members and needs; what does not fit is refused with its place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from math import isfinite
from typing import Any, NoReturn, TypeAlias, TypeVar, get_type_hints

from dotanks.assembly.types import Id, InvalidNeed, Member, Need, Weights

Record = TypeVar("Record", Member, Need, Weights)
Reader: TypeAlias = Callable[[object], Any]
# Larger numbers are mistakes, and would not fit into the columns.
LARGEST_NUMBER = 1_000_000


class _Wrong(Exception):
    """A value of another kind than was asked for."""


def read_instance(text: str) -> tuple[list[Member], list[Need], bool, frozenset[str] | None]:
    """Members, needs, whether many problems were asked for, and the skills that exist if they were listed."""
    try:
        given = json.loads(text, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as wrong:
        raise InvalidNeed("not_json", {"words": str(wrong)}) from wrong
    if not isinstance(given, dict):
        raise InvalidNeed("wrong_type", {"where": "instance", "wanted": "an object"})
    _check_names("instance", given, {"members", "problem", "problems", "known_skills"}, {"members"})
    if ("problem" in given) == ("problems" in given):
        raise InvalidNeed("one_of", {"where": "instance", "names": ["problem", "problems"]})
    members = [_record(Member, f"members[{place}]", one) for place, one in enumerate(_list("members", given))]
    if "problem" in given:
        needs = [_record(Need, "problem", given["problem"])]
    else:
        needs = [_record(Need, f"problems[{place}]", one) for place, one in enumerate(_list("problems", given))]
    known = _value(_texts, "known_skills", given["known_skills"]) if "known_skills" in given else None
    return members, needs, "problems" in given, known


def _record(kind: type[Record], where: str, given: object) -> Record:
    if not isinstance(given, dict):
        raise InvalidNeed("wrong_type", {"where": where, "wanted": "an object"})
    asked = {field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING}
    hints = get_type_hints(kind)
    _check_names(where, given, set(hints), asked)
    readers = {**READERS, Weights: lambda value: _record(Weights, f"{where}.weights", value)}
    return kind(**{name: _value(readers[hints[name]], f"{where}.{name}", value) for name, value in given.items()})


def _value(reader: Reader, where: str, value: object) -> Any:
    try:
        return reader(value)
    except _Wrong as wrong:
        raise InvalidNeed("wrong_type", {"where": where, "wanted": str(wrong)}) from wrong


def _check_names(where: str, given: Mapping[str, object], known: set[str], asked: set[str]) -> None:
    if unknown := sorted(set(given) - known):
        raise InvalidNeed("unknown_field", {"where": where, "names": unknown})
    if missing := sorted(asked - set(given)):
        raise InvalidNeed("missing_field", {"where": where, "names": missing})


def _list(name: str, given: Mapping[str, object]) -> list[object]:
    value = given[name]
    if not isinstance(value, list):
        raise InvalidNeed("wrong_type", {"where": name, "wanted": "a list"})
    return value


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("a text")
    return value


def _id(value: object) -> str:
    if not _text(value):
        raise _Wrong("a text of one letter or more")
    return _text(value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        raise _Wrong(f"a number of at most {LARGEST_NUMBER}")
    return float(value)


def _whole(value: object) -> int:
    if not isfinite(_number(value)) or _number(value) != int(_number(value)):
        raise _Wrong("a whole number")
    return int(_number(value))


def _texts(value: object) -> frozenset[str]:
    return frozenset(_text(one) for one in _items(value))


def _pairs(value: object) -> frozenset[tuple[str, str]]:
    pairs = [tuple(_id(one) for one in _items(pair)) for pair in _items(value)]
    if any(len(pair) != 2 for pair in pairs):
        raise _Wrong("a list of pairs")
    return frozenset((pair[0], pair[1]) for pair in pairs)


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise _Wrong("a list")
    return value


def _by_name(reader: Callable[[object], Any]) -> Reader:
    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _Wrong("an object")
        return {name: reader(one) for name, one in value.items()}

    return read


READERS: Mapping[object, Reader] = {
    str: _text,
    Id: _id,
    bool: _yes_or_no,
    int: _whole,
    float: _number,
    frozenset[str]: _texts,
    frozenset[Id]: lambda value: frozenset(_id(one) for one in _items(value)),
    frozenset[tuple[Id, Id]]: _pairs,
    tuple[str, ...]: lambda value: tuple(_text(one) for one in _items(value)),
    Mapping[str, int]: _by_name(_whole),
    Mapping[str, float]: _by_name(_number),
}
