"""Tests: real PostgreSQL and Valkey from the environment, quick passwords, mails kept in memory."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-1234")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="dotank-test-"))
os.environ.setdefault("LOG_FORMAT", "console")

from config.settings.base import *
from config.settings.base import DATABASES, REST_FRAMEWORK

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A pool would keep connections to the test database open while it is being dropped.
DATABASES["default"]["OPTIONS"].pop("pool")
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"user": None, "anon": None, "search": None}
