"""Assemble without the web application: an instance as JSON on standard input, the answer as JSON on standard output.

python -m dotanks.assembly < instance.json        the formats: docs/assembly.md
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from dotanks.assembly import InvalidNeed, assemble, assemble_many
from dotanks.assembly.reading import read_instance
from dotanks.assembly.types import Assembled, Need, Shared, Team

REFUSED = 2


def answer_to(text: str) -> dict[str, Any]:
    """The answer to an instance, ready for JSON; raises InvalidNeed for what cannot be worked on."""
    members, needs, many, known_skills = read_instance(text)
    if many:
        shared = assemble_many(members, needs, known_skills=known_skills)
        return {"answers": [_of_many(one) for one in shared]}
    return _of_one(needs[0], assemble(members, needs[0], known_skills=known_skills))


def _of_one(need: Need, answer: Assembled) -> dict[str, Any]:
    plain = asdict(answer)
    del plain["team"]
    return {"problem_id": str(need.problem_id), **_team(answer.team), **plain}


def _of_many(answer: Shared) -> dict[str, Any]:
    found = {"problem_id": answer.problem_id, **_team(answer.team)}
    return {**found, "alone": answer.alone, "share": answer.share, "unmet": [asdict(gap) for gap in answer.unmet]}


def _team(team: Team | None) -> dict[str, Any]:
    if team is None:
        return dict.fromkeys(("team", "language", "value", "worth", "bound", "gap", "chance_of_quorum")) | {
            "proven": False
        }
    return {
        "team": [asdict(seat) for seat in team.seats],
        "language": team.language,
        "value": team.worth.total,
        "worth": asdict(team.worth),
        "bound": team.bound,
        "gap": None if team.bound is None else max(0.0, team.bound - team.worth.total),
        "chance_of_quorum": team.chance_of_quorum,
        "proven": team.proven,
    }


def main() -> int:
    """Answer standard input; 2 and a code with details if it cannot be worked on."""
    try:
        answer = answer_to(sys.stdin.read())
    except UnicodeDecodeError as wrong:
        answer = {"refused": {"code": "not_json", "details": {"words": str(wrong)}}}
    except InvalidNeed as wrong:
        answer = {"refused": {"code": wrong.code, "details": wrong.details}}
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return REFUSED if "refused" in answer else 0


if __name__ == "__main__":
    sys.exit(main())
