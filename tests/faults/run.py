"""`make test-faults`: kill, fill and cut while people write, and look what is left.

python -m tests.faults.run [--kills 50]

Two web processes, PostgreSQL, Valkey, and four browsers with the front end's own room: two on each process, one of them
on a network without sockets. They type without pause; a fault comes at a random moment and goes. Afterwards every word
typed is there once, all browsers and the database say the same, and what others had seen of a browser that was killed
together with its server is there too.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.faults.cluster import Cluster, cluster

TYPING = """
    const mine = (globalThis.typed = []);
    globalThis.stop = false;
    (async () => {
      for (let n = 0; !globalThis.stop; n += 1) {
        mine.push(`[%s.${n}]`);
        write(mine.at(-1));
        await new Promise((go) => setTimeout(go, 40));
      }
    })();
"""
PATIENCE = 60.0

Fault = Callable[[], None]


class Scene:
    """The room, who is in it, and what must be there in the end."""

    def __init__(self, servers: Cluster, folder: Path, stack: ExitStack) -> None:
        from dotanks.live import rooms
        from tests.dotanks.live.conftest import House, Server

        self.servers = servers
        self.stack = stack
        self.abilities = folder / "abilities.json"
        self.abilities.write_text("{}")
        self.house = House(rooms.open_room("trial"), self.abilities)
        self.web: list[Server] = []
        for _ in range(2):
            server = Server(self.abilities)
            server.wait()
            self.web.append(server)
        self.people = [self.house.somebody(f"Person {number}") for number in range(4)]
        self.browsers: list[Any] = []
        self.must: set[str] = set()
        self.turn = 0

    def stop(self) -> None:
        """End what was started here."""
        for one in [*self.browsers, *self.web]:
            if one.process.poll() is None:
                one.kill()

    def new_room(self) -> None:
        """A room of its own for each kind of fault, with four browsers in it."""
        from dotanks.live import rooms
        from tests.dotanks.live.browsers import Browser

        for one in self.browsers:
            one.kill()
        self.house.room = rooms.open_room("trial")
        for somebody in self.people:
            self.house.allow(somebody.person, "rw")
        self.must = set()
        networks = ["open", "blocked", "open", "open"]
        self.browsers = [
            Browser(self.web[place % 2].port, self.house, self.people[place], network)
            for place, network in enumerate(networks)
        ]
        self.browsers[0].write("|")
        for one in self.browsers:
            one.sees("|")

    def restart_web(self, place: int) -> None:
        """kill -9 of one web process, and another on its port as a supervisor would start it."""
        from tests.dotanks.live.conftest import Server

        port = self.web[place].port
        self.web[place].kill()
        self.web[place] = Server(self.abilities, port)
        self.web[place].wait()

    def both_web(self) -> None:
        """Both at once."""
        from tests.dotanks.live.conftest import Server

        ports = [server.port for server in self.web]
        for server in self.web:
            server.kill()
        self.web = [Server(self.abilities, port) for port in ports]
        for server in self.web:
            server.wait()

    def cache(self) -> None:
        """kill -9 of Valkey, which comes back empty."""
        self.servers.kill_cache()
        time.sleep(random.uniform(1, 3))
        self.servers.start_cache()

    def database(self) -> None:
        """kill -9 of all of PostgreSQL."""
        self.servers.kill_database()
        time.sleep(random.uniform(0.5, 2))
        self.servers.start_database()

    def disk(self) -> None:
        """No byte left for PostgreSQL for some seconds."""
        self.servers.fill_disk()
        time.sleep(5)
        self.servers.free_disk()

    def browser_and_web(self) -> None:
        """A browser and its server die together: only what others have seen can be asked for, and must be there."""
        from tests.dotanks.live.browsers import Browser

        victim = self.browsers[2]
        victim.process.kill()
        self.restart_web(0)
        victim.process.wait()
        mark = f"[{self.turn}.2."
        for one in (self.browsers[1], self.browsers[3]):
            self.must |= {word for word in words(one.text) if word.startswith(mark)}
        self.browsers[2] = Browser(self.web[0].port, self.house, self.people[2])

    def play(self, fault: Fault) -> dict[str, Any]:
        """Type, let it happen, type on, and compare."""
        from django.db import connection

        from dotanks.live import rooms

        self.turn += 1
        for place, one in enumerate(self.browsers):
            one.do(TYPING % f"{self.turn}.{place}")
        time.sleep(random.uniform(0.5, 1.5))
        fault()
        happened = time.monotonic()
        time.sleep(0.5)
        for one in self.browsers:
            self.must |= set(one.do("globalThis.stop = true; return globalThis.typed ?? []"))
        for one in self.browsers:
            one.shows("saved")
        recovered = time.monotonic() - happened
        until = time.monotonic() + PATIENCE
        while len({one.text for one in self.browsers}) > 1 and time.monotonic() < until:
            time.sleep(0.2)
        texts = {one.text for one in self.browsers}
        connection.close()  # the database may be another one than before
        stored = rooms.read_document(self.house.room).text
        found = words(stored)
        return {
            "typed": len(self.must),
            "missing": len(self.must - set(found)),
            "twice": len(found) - len(set(found)),
            "different texts": len(texts) - 1,
            "unlike the database": int(words(texts.pop()) != found),
            "saved again after s": recovered,
        }


def words(text: str) -> list[str]:
    """The words in a text, in their order."""
    return re.findall(r"\[\d+\.\d+\.\d+\]", text)


def run(scene: Scene, kills: int) -> bool:
    """All faults, one line each; whether every one of them was survived."""
    faults: list[tuple[str, int, list[Fault]]] = [
        ("kill -9, one of two web processes", 3, [lambda: scene.restart_web(0), lambda: scene.restart_web(1)]),
        ("kill -9, both web processes", 3, [scene.both_web]),
        ("kill -9, a browser and its web process", 3, [scene.browser_and_web]),
        ("kill -9, Valkey", 3, [scene.cache]),
        ("kill -9, PostgreSQL", 3, [scene.database]),
        *([("disk full", 2, [scene.disk])] if scene.servers.small else []),
        (f"{kills} kills in a row", kills, [
            lambda: scene.restart_web(0), lambda: scene.restart_web(1), scene.cache, scene.database,
            scene.browser_and_web, scene.both_web,
        ]),
    ]  # fmt: skip
    if not scene.servers.small:
        print("| disk full | not tried: this machine lets us mount no small disk | | | | | | |", flush=True)
    survived = True
    for name, times, ways in faults:
        times = min(times, kills)
        scene.new_room()
        results = []
        for turn in range(times):
            results.append(scene.play(ways[turn % len(ways)]))
        last = results[-1]
        bad = sum(
            one[what] for one in results for what in ("missing", "twice", "different texts", "unlike the database")
        )
        survived &= not bad
        slowest = max(one["saved again after s"] for one in results)
        print(
            f"| {name} | {times} | {last['typed']:,} | {last['missing']} | {last['twice']} | "
            f"{sum(one['different texts'] + one['unlike the database'] for one in results)} | {slowest:.1f} | "
            f"{'held' if not bad else 'BROKEN'} |",
            flush=True,
        )
    return survived


def main() -> int:
    """Set everything up, break it, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    wanted = parser.parse_args()
    random.seed(wanted.seed)
    print(f"seed {wanted.seed}", flush=True)
    with cluster() as servers, tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        os.environ.update(servers.env(), DJANGO_SETTINGS_MODULE="config.settings.test")
        import django

        django.setup()
        from django.db import connection

        from dotanks.live import rooms

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        rooms.register("trial", lambda person, room: rooms.RoomAbilities(read=True, write=True))
        scene = Scene(servers, Path(folder), stack)
        stack.callback(scene.stop)
        print(
            "| Fault | Times | Words | Missing | Twice | Differences | Saved again after s | |\n|" + "---|" * 8,
            flush=True,
        )
        return 0 if run(scene, wanted.kills) else 1


if __name__ == "__main__":
    sys.exit(main())
