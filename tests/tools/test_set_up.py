"""The set-up's own judgement: what is stale, what is taken, what is said."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import bootstrap, browser, catalogues, frontend, holding, postgres, prepare, run, services, stamps, steps
from tools.steps import Trouble

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Problem"
msgstr "{word}"
"""


# --- Only what changed is done again ------------------------------------------------------------------------------
def test_a_fingerprint_follows_contents_and_names_but_not_what_was_built(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text("one")
    first = stamps.fingerprint([tmp_path])
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "b.ts").write_text("installed")
    assert stamps.fingerprint([tmp_path]) == first

    (tmp_path / "a.ts").write_text("two")
    changed = stamps.fingerprint([tmp_path])
    (tmp_path / "a.ts").rename(tmp_path / "c.ts")

    assert len({first, changed, stamps.fingerprint([tmp_path])}) == 3


def test_a_stamp_is_fresh_for_exactly_what_it_was_set_for(tmp_path: Path) -> None:
    stamp = tmp_path / "deep" / "stamp"
    assert not stamps.is_fresh(stamp, "x")
    stamps.done(stamp, "x")
    assert stamps.is_fresh(stamp, "x")
    assert not stamps.is_fresh(stamp, "y")


def test_moving_the_folder_or_changing_the_lock_installs_again(tmp_path: Path) -> None:
    lock = tmp_path / "local.txt"
    lock.write_text("django==5.2")
    here = bootstrap.fingerprint(lock, tmp_path / "one" / ".venv")
    assert here != bootstrap.fingerprint(lock, tmp_path / "two" / ".venv")
    lock.write_text("django==5.3")
    assert here != bootstrap.fingerprint(lock, tmp_path / "one" / ".venv")


def test_the_built_messages_do_not_make_the_front_end_look_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(frontend, "FRONTEND", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.ts").write_text("1")
    before = frontend.sources_fingerprint()
    (tmp_path / "src" / "messages.ts").write_text("compiled")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "app.js").write_text("built")
    assert frontend.sources_fingerprint() == before
    (tmp_path / "src" / "main.ts").write_text("2")
    assert frontend.sources_fingerprint() != before


def test_catalogues_compile_once_and_again_after_a_change(tmp_path: Path) -> None:
    source = tmp_path / "people" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE.format(word="Probleem"))
    assert catalogues.compile(tmp_path) == 1
    assert catalogues.compile(tmp_path) == 0
    source.write_text(CATALOGUE.format(word="Vraagstuk"))
    later = time.time() + 5
    os.utime(source, (later, later))
    assert catalogues.compile(tmp_path) == 1
    assert b"Vraagstuk" in source.with_suffix(".mo").read_bytes()


# --- Plain words --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError: Temporary failure in name resolution", "cannot be reached"),
        ("npm error code EAI_AGAIN", "cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one we locked"),
        ("EACCES: permission denied, mkdir", "belongs to somebody else"),
    ],
)
def test_a_failed_command_says_why_in_plain_words(output: str, words: str) -> None:
    assert words in (steps.hint_for(output) or "")


def test_a_failed_command_shows_its_end_and_where_the_rest_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(steps, "LOGS", tmp_path)
    with pytest.raises(Trouble, match=r"exit code 3[\s\S]*the reason[\s\S]*trial\.log"):
        steps.run_quietly([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"], log="trial", cwd=tmp_path)


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "newer_python", lambda: None)
    with pytest.raises(SystemExit, match=r"Python 3\.9; Python 3\.11 or newer"):
        bootstrap.require_python((3, 9))


def test_a_nearly_full_disk_is_refused_before_anything_is_half_done(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="nearly full"):
        steps.require_space(tmp_path, 10**9)


@pytest.mark.parametrize("text", ["0", "65536", "eight", "-1", "", "80 80"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="PORT must be a number"):
        run.port_from(text)


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} is taken.*make run PORT={port + 1}"):
            run.require_free_port("127.0.0.1", port)
    run.require_free_port("127.0.0.1", port)


def test_half_a_naming_of_servers_is_a_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/db")
    monkeypatch.delenv("VALKEY_URL", raising=False)
    with pytest.raises(Trouble, match="Set both"):
        services.named_servers(holding.Held(tmp_path))


def test_named_servers_are_used_and_nothing_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://web@somewhere/db")
    monkeypatch.setenv("VALKEY_URL", "redis://somewhere")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    found = services.named_servers(holding.Held(tmp_path))
    assert found is not None
    assert found.database_owner_url == "postgresql://web@somewhere/db"
    assert not found.ours


# --- One at a time, and nothing left over -------------------------------------------------------------------------
HOLDER = """
import sys, time
from pathlib import Path
from tools.holding import hold
with hold(Path(sys.argv[1]), "make run") as held:
    held.say(address="http://127.0.0.1:1")
    print("held", flush=True)
    time.sleep(60)
"""


def start_holder(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=steps.ROOT
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_command_in_one_folder_is_told_where_the_first_is(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    try:
        with (
            pytest.raises(Trouble, match=r"`make run` is already running.*http://127\.0\.0\.1:1"),
            holding.hold(tmp_path, "x"),
        ):
            pass
    finally:
        holder.kill()
        holder.wait()


def test_after_a_kill_the_folder_is_free_and_what_was_left_running_is_ended(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    note = holding.Held(tmp_path)
    note.says = holding.read_note(tmp_path)
    note.started("worker", left.pid)
    holder.send_signal(signal.SIGKILL)
    holder.wait()

    with holding.hold(tmp_path, "make run"):
        assert left.poll() is not None

    assert not (tmp_path / "running.json").exists()


def test_a_process_that_only_got_the_number_of_an_old_one_is_left_alone(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    try:
        entry = {"name": "worker", "pid": other.pid, "created": time.time() - 3600}
        (tmp_path / "running.json").write_text(json.dumps({"started": [entry]}))
        assert holding.stop_leftovers(tmp_path) == []
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_stale_pid_file_whose_number_lives_on_elsewhere_does_not_block_postgresql(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    postgres.forget_dead(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_secrets_are_made_once_and_closed_to_others(tmp_path: Path) -> None:
    held = holding.Held(tmp_path)
    first = services.kept_secret(held, "secret_key")
    assert services.kept_secret(held, "secret_key") == first
    assert len(first) >= 40
    assert (tmp_path / "secrets" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


# --- The rest -----------------------------------------------------------------------------------------------------
def test_a_browser_that_is_named_but_does_not_start_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(Trouble, match="/nowhere/chromium"):
        browser.find()


def test_the_stamp_of_the_demo_follows_its_loader() -> None:
    loader = prepare.command_file("load_handbook")
    assert loader is not None
    assert prepare.command_file("no_such_command") is None
    assert not [place for place in prepare.in_apps("migrations") if place.name.startswith(".")]
