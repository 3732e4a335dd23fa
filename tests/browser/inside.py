"""Runs what a browser test wants done inside the product: one script after the other, in one process of its own.

Started by tests/browser/conftest.py; each line in is a script as JSON, each line out what it printed or how it failed.
"""

import contextlib
import io
import json
import sys
import traceback

import django

django.setup()

for line in sys.stdin:
    said, failed = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {})
    except Exception:  # noqa: BLE001 - whatever it is, the test that asked for it must hear it
        failed = traceback.format_exc()
    print(json.dumps([said.getvalue(), failed]), flush=True)
