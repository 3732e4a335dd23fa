"""`make bench-live`: our rooms against Hocuspocus and y-websocket's server, on this machine, in interleaved rounds.

python -m tools.bench.live [--rooms 10] [--clients 8] [--rate 20] [--seconds 20] [--warm 10] [--rounds 5] [--joins 5]
    [--kills 3] [--edits 100,000]

Everybody types real Yjs edits at this rate and hears all others of the room; "delivered" is one edit heard by one
other. The peers come from the npm registry into a folder of this benchmark, with a lock of its own: they are no part of
the product.
"""

# ruff: noqa: E402 - Django wants to be set up before any table is named.
from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

if not os.environ.get("DATABASE_URL"):
    again = [sys.executable, "-m", "tools.services", sys.executable, "-m", "tools.bench.live", *sys.argv[1:]]
    sys.exit(subprocess.run(again, env=os.environ | {"STORE_SURELY": "1"}, check=False).returncode)

import django

django.setup()

import psutil  # type: ignore[import-untyped]
import psycopg
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from dotanks.live import rooms
from dotanks.live.models import RoomSnapshot
from dotanks.live.store import connection_parameters
from tests.dotanks.live.conftest import test_database_url
from tools.bench.live_servers import PEERS, Contender, hocuspocus, load, node, ours, y_websocket
from tools.frontend import node_env, npm_install

Row = dict[str, float]


def people_of(names: list[uuid.UUID], many: int, abilities: Path) -> list[str]:
    """Sessions of so many people who may write in all these rooms."""
    cookies: list[str] = []
    table: dict[str, str] = {}
    for number in range(many):
        person = get_user_model().objects.create(email=f"bench{number}@example.org", name=f"Person {number}")
        browser = Client()
        browser.force_login(person)
        cookies.append(browser.cookies["sessionid"].value)
        table |= {f"{person.pk} {room}": "rw" for room in names}
    abilities.write_text(json.dumps(table))
    return cookies


def postmaster() -> Any:
    """The PostgreSQL that all of them store in."""
    with psycopg.connect(**connection_parameters()) as one:
        return psutil.Process(one.info.backend_pid).parent()


def database_cpu(server: Any) -> float:
    """Seconds of CPU of all its processes that are still there."""
    seconds = 0.0
    for one in [server, *server.children()]:
        try:
            seconds += sum(one.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
    return seconds


def measure(one: Contender, names: list[str], wanted: argparse.Namespace, database: Any) -> Row:
    """One round of load on one server."""
    loading = load(
        one.task(rooms=names, clients=wanted.clients, rate=wanted.rate, seconds=wanted.seconds, warm=wanted.warm)
    )
    assert loading.stderr is not None
    marks = {}
    for line in loading.stderr:
        marks[line.strip()] = (one.cpu(), database_cpu(database))
        if line.strip() == "measured":
            break
    memory = one.memory()
    told, wrong = loading.communicate(timeout=60)
    if loading.returncode:
        raise RuntimeError(f"{one.name}: {wrong[-2000:]}")
    heard = json.loads(told)
    (before, data_before), (after, data_after) = marks["measuring"], marks["measured"]
    thousands = heard["measured"] / 1000
    return {
        "p50 ms": heard["p50"],
        "p95 ms": heard["p95"],
        "CPU ms per 1,000": (after - before) * 1000 / thousands,
        "with PostgreSQL": (after - before + data_after - data_before) * 1000 / thousands,
        "memory MB": memory,
        "delivered a second": heard["measured"] / wanted.seconds,
        "delivered %": 100 * heard["heard"] / heard["expected"],
    }


def fill(name: str, document: bytes) -> None:
    """Put the same large document where ours and Hocuspocus look for it."""
    RoomSnapshot.objects.create(room_id=name, up_to_seq=1, payload=document)
    with psycopg.connect(test_database_url()) as database:
        database.execute("INSERT INTO bench_document VALUES (%s, %s)", [name, document])


def joined(one: Contender, name: str) -> float:
    """Milliseconds from opening the socket to the last byte of the document; taking it in costs the same everywhere."""
    told, wrong = load(one.task(join=True, rooms=[name])).communicate(timeout=120)
    try:
        answer = json.loads(told)
    except ValueError:
        raise RuntimeError(f"{one.name}: {wrong[-2000:]}") from None
    assert answer["length"] > 1000, f"{one.name} did not hand the document out"
    return float(answer["milliseconds"])


def lost(one: Contender, name: str) -> tuple[int, int]:
    """Type for three seconds, kill server and browsers at once: edits gone, and edits that others had seen."""
    typing = load(one.task(tell=True, rooms=[name], clients=8, rate=20, seconds=60))
    assert typing.stderr is not None
    while typing.stderr.readline().strip() not in ("typing", ""):
        pass
    time.sleep(3)
    one.kill()
    typing.kill()
    told = (typing.communicate()[0]).splitlines()
    seen = next(json.loads(line) for line in reversed(told) if line.startswith("{") and line.endswith("}"))
    one.start()
    answer = json.loads(load(one.task(join=True, text=True, rooms=[name])).communicate(timeout=60)[0])
    found = {(writer, int(number)) for writer, number in re.findall(r"\[(\d+)\.(\d+)\.", answer["text"])}
    must = {(writer, number) for writer, newest in seen.items() for number in range(newest + 1)}
    return len(must - found), len(must)


def table(rounds: dict[str, list[Row]]) -> list[str]:
    """Medians of each server, and the median of the rounds' ratios to each peer."""
    names = list(rounds)
    lines = ["| | " + " | ".join(names) + " | " + " | ".join(f"ours / {name}" for name in names[1:]) + " |"]
    lines.append("|---" * (2 * len(names)) + "|")
    for what in rounds[names[0]][0]:
        cells = [f"{median(row[what] for row in rounds[name]):,.1f}" for name in names]
        for name in names[1:]:
            ratios = [mine[what] / theirs[what] for mine, theirs in zip(rounds[names[0]], rounds[name], strict=True)]
            cells.append(f"{median(ratios):.2f}")
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    return lines


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser()
    usual = {"rooms": 10, "clients": 8, "seconds": 20, "warm": 10, "rounds": 5, "joins": 5, "kills": 3}
    for name, value in usual.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--edits", default="100,000")
    return parser.parse_args()


def compare(wanted: argparse.Namespace, folder: Path) -> None:
    """Start all, measure in turns, print."""
    rounds_of_rooms = [[rooms.open_room("trial") for _ in range(wanted.rooms)] for _ in range(wanted.rounds + 1)]
    kill_rooms, join_room = [rooms.open_room("trial") for _ in range(wanted.kills)], rooms.open_room("trial")
    everywhere = [room for some in rounds_of_rooms for room in some] + [*kill_rooms, join_room]
    abilities = folder / "abilities.json"
    cookies = people_of(everywhere, wanted.rooms * wanted.clients, abilities)
    contenders = [ours(cookies, abilities), hocuspocus(), y_websocket()]
    database = postmaster()
    rounds: dict[str, list[Row]] = {one.name: [] for one in contenders}
    try:
        for one in contenders:
            one.start()
        for number, some in enumerate(rounds_of_rooms[: wanted.rounds]):
            for one in contenders[number % 3 :] + contenders[: number % 3]:
                rounds[one.name].append(row := measure(one, [str(room) for room in some], wanted, database))
                print(
                    f"round {number + 1}, {one.name}: " + ", ".join(f"{k} {v:,.1f}" for k, v in row.items()), flush=True
                )
        if wanted.rounds:
            print("\n" + "\n".join(table(rounds)) + "\n", flush=True)
        edits = wanted.edits.replace(",", "")
        document = subprocess.run([*node("big.mjs"), edits], cwd=PEERS, env=node_env(), capture_output=True, check=True)
        fill(str(join_room), document.stdout)
        for one in contenders[:2]:
            times = [joined(one, str(join_room)) for _ in range(wanted.joins + 1)]
            print(
                f"{one.name}: joining a document of {wanted.edits} edits, first {times[0]:,.0f} ms, "
                f"then {median(times[1:]):,.0f} ms",
                flush=True,
            )
        for one in contenders:
            counts = [lost(one, str(room)) for room in kill_rooms]
            gone, seen = map(sum, zip(*counts, strict=True))
            print(f"{one.name}: edits that others had seen, gone after kill -9 of all: {gone} of {seen}", flush=True)
    finally:
        for one in contenders:
            if one.process is not None and one.process.poll() is None:
                one.kill()


def main() -> int:
    """Measure in a database that goes afterwards."""
    wanted = options()
    npm_install(PEERS, "Install the peers to measure against")
    rooms.register("trial", lambda person, room: rooms.RoomAbilities(read=True, write=True))
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    os.environ["DATABASE_URL"] = test_database_url()
    try:
        with tempfile.TemporaryDirectory() as folder:
            compare(wanted, Path(folder))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
