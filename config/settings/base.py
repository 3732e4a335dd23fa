"""Settings of the product. Every environment variable is read here, typed; a missing secret stops the start."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.api import SPECTACULAR
from config.environment import database, from_env, listed
from config.providers import read_providers
from config.schedule import SCHEDULE
from config.valkey import LASTING

BASE_DIR = Path(__file__).resolve().parents[2]

# --- Where things are -------------------------------------------------------------------------------------------
SECRET_KEY = from_env("SECRET_KEY")
# Seals who posted what. Keep a copy of it apart from the backups of the database: without it nobody can unseal.
IDENTITY_KEY = from_env("IDENTITY_KEY")
SITE_URL = from_env("SITE_URL").rstrip("/")
DATA_DIR = Path(from_env("DATA_DIR", str(BASE_DIR / ".data")))
VALKEY_URL = from_env("VALKEY_URL")
VALKEY_LASTING = LASTING
DATABASE_URL = from_env("DATABASE_URL")
DATABASE_OWNER_URL = from_env("DATABASE_OWNER_URL", DATABASE_URL)
# No question of a page may take longer; migrations set it to 0.
STATEMENT_TIMEOUT_MS = int(from_env("STATEMENT_TIMEOUT_MS", "5000"))
EMAIL_URL = from_env("EMAIL_URL", f"file://{DATA_DIR / 'mail'}")
FROM_EMAIL = from_env("FROM_EMAIL", "Do Tank Network <no-reply@dotank.example>")
LOG_FORMAT = from_env("LOG_FORMAT", "json")
# Shown in the footer where they are set: whom to write to, and where the source is.
CONTACT_EMAIL = from_env("CONTACT_EMAIL", "")
SOURCE_URL = from_env("SOURCE_URL", "")
# A problem under a pseudonym appears after so many minutes, drawn by lot: "5-60".
PERSONA_DELAY_MINUTES = tuple(int(part) for part in from_env("PERSONA_DELAY_MINUTES", "5-60").split("-"))
# How people sign in: docs/operations.md says what each of these means.
SECOND_FACTORS = listed("SECOND_FACTORS", "webauthn,totp,recovery_codes")
DEMANDING_ROLES = "coordinator,manager,administrator,legal,data_protection,finance,rule_owner"
SECOND_FACTOR_ROLES = frozenset(SECOND_FACTORS and listed("SECOND_FACTOR_ROLES", DEMANDING_ROLES))
# With so many behind a problem, in so many organisations, a decision maker must answer within so many working days.
BACKING_PEOPLE = int(from_env("BACKING_PEOPLE", "10"))
BACKING_ORGANISATIONS = int(from_env("BACKING_ORGANISATIONS", "3"))
BACKING_WORKING_DAYS = int(from_env("BACKING_WORKING_DAYS", "20"))
STEP_UP_MINUTES = int(from_env("STEP_UP_MINUTES", "5"))
SESSION_HOURS = int(from_env("SESSION_HOURS", "12"))
IDLE_MINUTES = int(from_env("IDLE_MINUTES", "30"))
IDLE_ROLES = frozenset(listed("IDLE_ROLES", "coordinator,administrator"))
TRUSTED_PROXY_COUNT = int(from_env("TRUSTED_PROXY_COUNT", "0"))

DEBUG = False
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname or "", *listed("EXTRA_HOSTS", "")]
OIDC_PROVIDERS = read_providers(from_env("OIDC_PROVIDERS", "[]"), https=HTTPS)
if HTTPS and (len(SECRET_KEY) < 40 or SECRET_KEY.startswith(("django-insecure", "example", "change"))):
    raise ImproperlyConfigured("SECRET_KEY is an example or too short: use at least 40 random characters.")
if len(IDENTITY_KEY) < 40 or IDENTITY_KEY == SECRET_KEY:
    raise ImproperlyConfigured(
        "IDENTITY_KEY is too short or a copy of SECRET_KEY: use 40 random characters of its own."
    )

# --- The house --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_structlog",
    "django_vite",
    "drf_spectacular",
    "pgtrigger",
    "rest_framework",
    "common",
    "people",
    "ideas",
    "dotanks.live",
    "dotanks.room",
    "dotanks",
    "experiments",
    "learning",
    "flow",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.SpeakMyLanguage",
    "people.middleware.KeepSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "common.middleware.KeepPrivate",
    "common.middleware.RefuseInWords",
    # Innermost: to be asked anew who one is, is no failure.
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "flow" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# --- PostgreSQL and Valkey --------------------------------------------------------------------------------------
DATABASES = {"default": database(DATABASE_URL)}
DATABASES["default"]["OPTIONS"] |= {
    "pool": {"min_size": 1, "max_size": 16, "timeout": 10},
    # A page's record comes with eight others it points to. To try all orders of so many joins took PostgreSQL 25 ms, to
    # find the rows 0.4: beyond four the order in which Django names them, what narrows first, is as good.
    "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c idle_in_transaction_session_timeout=30000"
    " -c join_collapse_limit=4",
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": VALKEY_URL}}
# The layer waits for messages in reads of five seconds; redis-py's own limit of five would end every quiet socket.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [{"address": VALKEY_URL, **VALKEY_LASTING}]},
    }
}

CELERY_BROKER_URL = VALKEY_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "unacked_restore_interval": 1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# --- People sign in ---------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "people.sign_in.passwords.NotOurNames"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "people.forms.SignUp", "add_email": "people.forms.AddAddress"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# All other sessions end; whoever changed it stays.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
USERSESSIONS_ADAPTER = "people.sign_in.ending.SessionsAdapter"
SOCIALACCOUNT_ADAPTER = "people.sign_in.adapter.OrganisationSignIn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": "people.sign_in.openid.Provider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": OIDC_PROVIDERS,
    }
}
MFA_ADAPTER = "people.sign_in.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = SECOND_FACTORS
MFA_PASSKEY_LOGIN_ENABLED = "webauthn" in SECOND_FACTORS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Do Tank Network"
# A phone's clock may be half a minute off; a code is spent by its first use all the same.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "people.sign_in.forms.Code",
    "reauthenticate": "people.sign_in.forms.CodeAgain",
    "activate_totp": "people.sign_in.forms.FirstCode",
    "add_webauthn": "people.sign_in.forms.NewPasskey",
    "edit_webauthn": "people.sign_in.forms.PasskeyName",
}
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/app/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "people.sign_in.session_store"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "flow.pages.refused.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- What leaves the server -------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_websocket_origin = SITE_URL.replace("http", "ws", 1)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, _websocket_origin],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.exists() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Vite has already put a hash of eight characters into each name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[\w-]{8}\.(js|css|woff2|svg)$"
DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": FRONTEND_DIST / "manifest.json"}}
MEDIA_ROOT = DATA_DIR / "uploads"
SEARCH_DIR = DATA_DIR / "search"

# --- Words ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch")), ("sv", _("Swedish")), ("nb", _("Norwegian bokmål"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# The working day that is assumed where nobody may know where somebody works.
NETWORK_TIME_ZONE = from_env("NETWORK_TIME_ZONE", "Europe/Amsterdam")

# --- Mail -------------------------------------------------------------------------------------------------------
_mail = urlsplit(EMAIL_URL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = FROM_EMAIL
if _mail.scheme == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = unquote(_mail.path)
elif _mail.scheme in {"smtp", "smtps", "smtp+tls"}:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
else:
    raise ImproperlyConfigured("EMAIL_URL must start with file://, smtp://, smtps:// or smtp+tls://.")

# --- The API ----------------------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["common.api.SessionSignIn"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.api.Json"],
    "DEFAULT_PAGINATION_CLASS": "common.api.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "common.throttles.PerPerson",
        "common.throttles.PerAddress",
    ],
    "DEFAULT_THROTTLE_RATES": {"user": "1200/min", "anon": "300/min", "search": "180/min"},
    "NUM_PROXIES": TRUSTED_PROXY_COUNT,
    "EXCEPTION_HANDLER": "common.api.problem_details",
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = SPECTACULAR

# --- Logs -------------------------------------------------------------------------------------------------------
from config.logging import logging_for  # noqa: E402 - needs LOG_FORMAT

LOGGING = logging_for(LOG_FORMAT)
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
