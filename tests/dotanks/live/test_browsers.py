"""The front end's own rooms against the real server: two processes, bad networks, sleep, restarts, lost rights."""

import time
from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import connection

from dotanks.live import access, rooms
from tests.dotanks.live.browsers import browsers, needs_node
from tests.dotanks.live.conftest import House, Server

pytestmark = needs_node


def test_a_network_without_sockets_two_processes_and_sleep(
    house: House, server: Server, start_server: Callable[..., Server]
) -> None:
    """Anna has sockets, Bram's network blocks them, Cleo's holds streams back too, Dina is on another process."""
    people = [house.somebody(name) for name in ("Anna", "Bram", "Cleo", "Dina")]
    other = start_server()
    kinds = ["open", "blocked", "held back", "open"]
    servers = [server, server, server, other]
    with browsers(house, *zip(servers, people, kinds, strict=True)) as everybody:
        anna, bram, cleo, dina = everybody
        anna.write("start ")
        for one in everybody:
            one.sees("start")
        for one, word in ((bram, "bram "), (cleo, "cleo "), (dina, "dina ")):
            one.write(word)
            one.shows("saved")
            assert word in rooms.read_document(house.room).html  # said only when true, whatever carried it
        for one in everybody:
            one.sees("bram", "cleo", "dina")
            one.do("await until(() => room.snapshot().here.length === 4)")
        assert bram.do("return calls.length") > 2
        assert anna.do("return calls.length") == 0

        # Offline edits merge on return, and a laptop that slept overwrites nobody.
        for one in (bram, cleo, dina):
            one.do("room.provider.disconnect()")
        anna.sleep()
        for one, word in ((bram, "B-offline "), (cleo, "C-offline "), (dina, "D-offline ")):
            one.write(word)
            assert one.do("return saving()") in ("offline", "unkept")
        for one in (bram, cleo, dina):
            one.do("room.provider.connect()")
        dina.sees("B-offline", "C-offline", "D-offline")
        anna.wake()
        anna.write("A-awake ")
        for one in everybody:
            one.sees("A-awake", "B-offline", "C-offline", "D-offline")
            one.shows("saved")
        texts = {one.text for one in everybody}
        assert len(texts) == 1
        text = texts.pop()
        assert all(text.count(word) == 1 for word in ("start", "A-awake", "B-offline", "C-offline", "D-offline"))
        assert rooms.read_document(house.room).html == text.replace("paragraph", "p")

        # Once the network lets sockets through, Bram's room goes over one again by itself.
        bram.do("unblock(); await until(() => room.provider.ws instanceof WebSocket && room.provider.synced)")
        bram.write("socket ")
        bram.shows("saved")
        anna.sees("socket")


def test_a_server_that_restarts(house: House, start_server: Callable[..., Server]) -> None:
    """Killed while both write, over a socket and over requests: both come back, nothing is lost or doubled."""
    first = start_server()
    who = [house.somebody("Anna"), house.somebody("Bram")]
    with browsers(house, (first, who[0], "open"), (first, who[1], "blocked")) as (anna, bram):
        anna.write("start ")
        bram.sees("start")
        anna.shows("saved")
        typing = "for (let n = 0; n < 60; n += 1) { write(`[%s${n}]`); await new Promise((go) => setTimeout(go, 20)); }"
        anna.start(typing % "a")
        bram.start(typing % "b")
        time.sleep(0.6)
        first.kill()
        anna.answer()
        bram.answer()
        assert bram.do("return saving()") != "saved"
        start_server(first.port)
        for one in (anna, bram):
            one.shows("saved")
        for one in (anna, bram):
            one.sees("[a59]", "[b59]")
        assert anna.text == bram.text
    text = rooms.read_document(house.room).text
    assert [text.count(f"[{letter}{number}]") for letter in "ab" for number in range(60)] == [1] * 120


def test_rights_and_sessions_end_over_requests_as_over_a_socket(house: House, server: Server) -> None:
    anna, bram, cleo, rita = [house.somebody(name) for name in ("Anna", "Bram", "Cleo", "Rita")]
    house.allow(rita.person, "r")
    rooms.seed_document(house.room, ["Our plan"])
    networks = [(server, one, "blocked") for one in (anna, bram, cleo, rita)]
    with browsers(house, *networks) as (staying, removed, signed_out, reading):
        for one in (staying, removed, signed_out, reading):
            one.sees("Our plan")
        reading.write(" smuggled")
        reading.do("await until(() => room.snapshot().readOnly)")

        house.allow(bram.person, None)
        access.ended(bram.person.pk, house.room)
        Session.objects.filter(pk=cleo.cookie).delete()
        access.session_ended(cleo.person.pk)
        connection.close()
        removed.shows("ended")
        signed_out.shows("signed_out")
        for one in (removed, signed_out):
            one.write(" too late")

        staying.write(" goes on")
        staying.shows("saved")
    text = rooms.read_document(house.room).text
    assert text == "Our plan goes on"
