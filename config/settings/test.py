"""Tests: real PostgreSQL and Valkey from the environment, quick passwords, mails kept in memory."""

import os
import tempfile
from urllib.parse import urlsplit, urlunsplit

os.environ.setdefault("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-1234")
os.environ.setdefault("IDENTITY_KEY", "sealing-only-in-tests-sealing-only-in-tests-1234")
os.environ.setdefault("SITE_URL", "http://testserver")
# Each worker of a parallel run keeps its own files and its own Valkey database; what it starts keeps them too.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
if os.environ.get("TESTS_SET_UP_FOR") != _worker:
    os.environ["TESTS_SET_UP_FOR"] = _worker
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="dotank-test-")
    if number := int(_worker.removeprefix("gw")):
        os.environ["VALKEY_URL"] = urlunsplit(urlsplit(os.environ["VALKEY_URL"])._replace(path=f"/{number}"))
os.environ.setdefault("LOG_FORMAT", "console")
os.environ.setdefault("PERSONA_DELAY_MINUTES", "0-0")
os.environ.setdefault("SECOND_FACTOR_ROLES", "")
# The addresses of an organisation's sign-in are there; tests point them at a service that answers.
os.environ.setdefault(
    "OIDC_PROVIDERS",
    '[{"id": "home", "name": "Home", "issuer": "http://127.0.0.1:9", "client_id": "x", "organisation": "home"}]',
)

from config.settings.base import *  # noqa: E402 - the environment comes first
from config.settings.base import DATABASES, REST_FRAMEWORK  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A pool would keep connections to the test database open while it is being dropped.
DATABASES["default"]["OPTIONS"].pop("pool")
# Nobody has counted the rows of tables this young; PostgreSQL would start processes to read what is not there.
DATABASES["default"]["OPTIONS"]["options"] += " -c max_parallel_workers_per_gather=0"
# Where `make test` has made the tables already, each worker copies them.
if made := os.environ.get("TABLES_MADE_IN"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": made}
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"user": None, "anon": None, "search": None}
# Every test's client builds the middleware anew; without this each would read all static files from the disk.
WHITENOISE_AUTOREFRESH = True
