"""The choice of a team as an integer programme for HiGHS, over as few people as its caller can do with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import highspy
import numpy as np

from dotanks.assembly.columns import Coded, Floats, Ints
from dotanks.assembly.gains import ABLE, BEST_SHARE, FIRST_VOICE, LEVEL_WORTH, SECOND_SHARE, SECOND_VOICE, points
from dotanks.assembly.pool import DIVERSITY, LEVELS, Pool
from dotanks.assembly.types import OTHER_ORGANISATIONS

# A limit counted in nodes and not in seconds: the same need gives the same answer on a busy machine.
MOST_NODES = 2_000
Options: TypeAlias = Mapping[str, bool | int | float | str]
ALONE: Options = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": 1}
RELAXED: Options = {**ALONE, "presolve": "off"}
# The greedy team is a better start than HiGHS finds by itself, so its own searches for one are left out.
# Without its presolve, which writes past its own memory on a few of our programmes (HiGHS 1.15.1, seed 60,529).
WHOLE: Options = {
    **ALONE,
    "presolve": "off",
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-7,
    "mip_max_nodes": MOST_NODES,
    "mip_allow_restart": False,
    "mip_detect_symmetry": False,
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}


@dataclass(frozen=True, slots=True)
class Solved:
    """What HiGHS found: the people chosen (in shares, if they may be shared), a bound in points, the rows' duals."""

    shares: Floats
    bound: float
    duals: Floats
    complete: bool


@dataclass(slots=True)
class Programme:
    """The rows and columns being written; people come first, then what they make true."""

    pool: Pool
    people: Ints
    columns: list[float]
    largest: list[float]
    rows: list[tuple[float, float]] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    entries: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    # For pricing people who are not in the programme: what each row asks of a person.
    skill_rows: dict[tuple[int, int], int] = field(default_factory=dict)
    attribute_rows: list[dict[int, int]] = field(default_factory=list)
    voice_row: int = -1
    organisation_rows: dict[int, int] = field(default_factory=dict)
    line_rows: dict[int, int] = field(default_factory=dict)
    pair_rows: dict[tuple[int, int], int] = field(default_factory=dict)
    size_row: int = -1

    def column(self, points: float, largest: float = 1.0) -> int:
        """A new column worth so many points, at most `largest`."""
        self.columns.append(points)
        self.largest.append(largest)
        return len(self.columns) - 1

    def row(self, made: Sequence[int], people: Ints, factor: float, lower: float, upper: float) -> int:
        """A new row: the sum of what is made, plus `factor` for each of these people, within its limits."""
        self.rows.append((lower, upper))
        self.entries += [*people.tolist(), *made]
        self.factors += [factor] * len(people) + [1.0] * len(made)
        self.starts.append(len(self.entries))
        return len(self.rows) - 1


def programme(pool: Pool, people: Ints, size: int, fixed: Sequence[int] = ()) -> Programme:
    """The best team of this size among these people, with the fixed ones in it."""
    personal = pool.personal[people] / pool.need.size_wanted
    made = Programme(pool, people, personal.tolist(), [1.0] * len(people))
    _skills(made)
    _diversity(made)
    _voices(made)
    _together(made, size, list(fixed))
    everybody = np.arange(len(people))
    made.size_row = made.row((), everybody, 1.0, size, size)
    for person in np.flatnonzero(np.isin(people, list(fixed))).tolist():
        made.row((), np.array([person]), 1.0, 1.0, 1.0)
    return made


def relaxed(made: Programme) -> Solved:
    """The programme with shares of people allowed: its value is a bound, its duals are prices."""
    return _solve(made, whole=False)


def whole(made: Programme) -> Solved:
    """The programme with whole people."""
    return _solve(made, whole=True)


def prices(made: Programme, duals: Floats) -> Floats:
    """What everybody in the pool would still add at these duals; nobody above zero means the bound is for all."""
    pool = made.pool
    table: list[float] = []
    for skill in range(len(pool.skills)):
        steps = [-duals[made.skill_rows[skill, level]] for level in range(1, LEVELS)]
        table += [0.0, *np.cumsum(steps).tolist()]
    for number, name in enumerate(DIVERSITY):
        rows = made.attribute_rows[number]
        # A value that nobody in the programme has is worth what one more value is worth.
        table += [
            0.0,
            *(-duals[rows.get(code, rows[0])] for code in range(1, len(pool.columns.attributes[name].names))),
        ]
    table += [0.0, -duals[made.voice_row]]
    total: Floats = points(pool, np.array(table)) + duals[made.size_row]
    total += _of_codes(made.organisation_rows, duals, pool.columns.organisation)[pool.organisation]
    total += _of_codes(made.line_rows, duals, pool.columns.line)[pool.line]
    for pair, row in made.pair_rows.items():
        total[list(pair)] += duals[row]
    return total


def _of_codes(rows: Mapping[int, int], duals: Floats, column: Coded) -> Floats:
    found = np.zeros(len(column.names))
    for code, row in rows.items():
        found[code] = duals[row]
    return found


def _skills(made: Programme) -> None:
    pool = made.pool
    for number, (_, share) in enumerate(pool.skills):
        points = pool.need.weights.skills * share
        levels = pool.levels[number][made.people]
        for level in range(1, LEVELS):
            step = LEVEL_WORTH[level] - LEVEL_WORTH[level - 1]
            outcomes = [made.column(points * BEST_SHARE * step)]
            if level == ABLE:
                outcomes.append(made.column(points * SECOND_SHARE))
            able = np.flatnonzero(levels >= level)
            made.skill_rows[number, level] = made.row(outcomes, able, -1.0, -highspy.kHighsInf, 0.0)


def _diversity(made: Programme) -> None:
    pool = made.pool
    for number, (share, wanted) in enumerate(DIVERSITY.values()):
        codes = pool.attributes[number][made.people]
        total = made.column(pool.need.weights.diversity * share / wanted, wanted)
        shown, rows = [], {}
        for code in np.unique(codes[codes > 0]).tolist():
            value = made.column(0.0)
            shown.append(value)
            having = np.flatnonzero(codes == code)
            rows[code] = made.row([value], having, -1.0, -highspy.kHighsInf, 0.0)
        rows[0] = made.row([total], np.array(shown, dtype=np.int64), -1.0, -highspy.kHighsInf, 0.0)
        made.attribute_rows.append(rows)


def _voices(made: Programme) -> None:
    points = made.pool.need.weights.new_voices
    voices = [made.column(points * FIRST_VOICE), made.column(points * SECOND_VOICE)]
    new = np.flatnonzero(made.pool.first_timer[made.people])
    made.voice_row = made.row(voices, new, -1.0, -highspy.kHighsInf, 0.0)


def _together(made: Programme, size: int, fixed: list[int]) -> None:
    """The hard rules between people; those of one organisation only may not fill all seats."""
    pool = made.pool
    most = min(pool.need.max_per_organisation, max(1, size - OTHER_ORGANISATIONS + 1))
    made.organisation_rows = _at_most(made, pool.organisation, most, fixed)
    if pool.need.conflict_lines:
        made.line_rows = _at_most(made, np.where(pool.line > 0, pool.line, -1 - np.arange(len(pool))), 1, fixed)
    place = {person: number for number, person in enumerate(made.people.tolist())}
    for person, others in pool.enemies.items():
        for other in others:
            if person < other and person in place and other in place:
                both = np.array([place[person], place[other]])
                made.pair_rows[person, other] = made.row((), both, 1.0, -highspy.kHighsInf, 1.0)


def _at_most(made: Programme, codes: Ints, most: int, fixed: list[int]) -> dict[int, int]:
    """One row for each code that more people share than may be in the team."""
    rows = {}
    here = codes[made.people]
    found, counts = np.unique(here, return_counts=True)
    kept = codes[fixed]
    for code in found[counts > most].tolist():
        limit = max(most, int((kept == code).sum()))
        rows[code] = made.row((), np.flatnonzero(here == code), 1.0, -highspy.kHighsInf, limit)
    return rows


def _solve(made: Programme, *, whole: bool) -> Solved:
    people, columns = len(made.people), len(made.columns)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(made.rows)
    model.col_cost_ = -np.array(made.columns)
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.array(made.largest)
    limits = np.array(made.rows)
    model.row_lower_, model.row_upper_ = limits[:, 0], limits[:, 1]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(made.starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(made.entries, dtype=np.int32)
    model.a_matrix_.value_ = np.array(made.factors)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * people + [highspy.HighsVarType.kContinuous] * (
            columns - people
        )
    solver = highspy.Highs()
    for name, setting in (WHOLE if whole else RELAXED).items():
        solver.setOptionValue(name, setting)
    solver.passModel(model)
    solver.run()
    info, solution = solver.getInfo(), solver.getSolution()
    shares = np.array(solution.col_value[:people])
    bound = -(info.mip_dual_bound if whole else info.objective_function_value)
    complete = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Solved(shares, bound, np.array(solution.row_dual), complete)
