"""Settings of the portal, one file for every place it runs in.

Everything that differs from place to place comes from the environment, and a
missing or malformed value stops the process with a sentence that names it.
`DATABASE_URL` and `SECRET_KEY` have no default: a trial gets both from
`ucap.trial`, production from its operator.
"""

import os
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from browse.logs import formats

BASE_DIR = Path(__file__).resolve().parent.parent


def required(name: str) -> str:
    """The environment variable `name`; ImproperlyConfigured when it is missing or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. bin/serve and manage.py set it for a trial; "
            "in production the operator does (README, “Configuration”)."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """The environment variable `name` as yes or no; ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: use 1 or 0.")
    return default


def whole(name: str, *, default: int) -> int:
    """The environment variable `name` as a number above 0; ImproperlyConfigured otherwise."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or not int(value):
        raise ImproperlyConfigured(f"{name}={value!r} is no whole number above 0.")
    return int(value)


def listed(name: str, *, default: str = "") -> list[str]:
    """The environment variable `name`, split at commas, blanks dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def number(name: str, *, default: int) -> int:
    """The environment variable `name` as a whole number; ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


def chosen(name: str, among: tuple[str, ...]) -> str:
    """The environment variable `name`, one of these, the first by default; ImproperlyConfigured."""
    value = os.environ.get(name, "").strip().lower() or among[0]
    if value not in among:
        raise ImproperlyConfigured(f"{name}={value!r} is none of: {', '.join(among)}.")
    return value


def web_address(name: str) -> str:
    """The environment variable `name`: an address of a page, or ""; ImproperlyConfigured else."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and not (parts.scheme in ("http", "https") and parts.netloc):
        raise ImproperlyConfigured(f"{name}={value!r} is no address: write it like https://….")
    return value


def contacts(name: str) -> list[str]:
    """The environment variable `name`: mail addresses and pages, with commas between, as URIs.

    ImproperlyConfigured for anything else.
    """
    found = []
    for part in listed(name):
        uri = part if ":" in part else f"mailto:{part}"
        url = urlsplit(uri)
        is_mail = url.scheme == "mailto" and "@" in url.path
        if not (is_mail or (url.scheme == "https" and url.netloc)) or not uri.isprintable():
            raise ImproperlyConfigured(
                f"{name}: {part!r} is neither a mail address nor a page: use security@example.org "
                "or https://…."
            )
        found.append(uri)
    return found


def day(name: str) -> date | None:
    """The environment variable `name` as a date; None if missing, ImproperlyConfigured else."""
    value = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r} is no date: write 2027-06-30.") from None


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_server(name: str) -> SplitResult:
    """The environment variable `name` as the address of a mail server; all empty if it is missing.

    `smtp://` is plain, `smtp+tls://` begins plain and changes to TLS, `smtps://` is TLS from the
    start. ImproperlyConfigured when it is malformed; the address, which may hold a password, is
    not repeated.
    """
    value = os.environ.get(name, "").strip()
    try:
        url = urlsplit(value)
        known = not value or (url.scheme in MAIL_PORTS and url.hostname and url.port != 0)
    except ValueError:
        known = False
    if not known:
        raise ImproperlyConfigured(
            f"{name} is no address of a mail server: use smtp+tls://user:password@host:587 "
            "(or smtp:// or smtps://)."
        )
    return url


# Where it runs
DEBUG = flag("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")  # earlier ones, while the key is changed
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

# Who runs it: named on the pages, written to by readers who find a mistake
OPERATOR_NAME = os.environ.get("OPERATOR_NAME", "")
OPERATOR_EMAIL = os.environ.get("OPERATOR_EMAIL", "")
OPERATOR_IS_OFFICIAL = flag("OPERATOR_IS_OFFICIAL", default=False)
# Whom to tell of a weakness, until when somebody reads that, and how reports are dealt with
SECURITY_CONTACT = contacts("SECURITY_CONTACT")
SECURITY_UNTIL = day("SECURITY_UNTIL")
SECURITY_POLICY_URL = web_address("SECURITY_POLICY_URL")
if SECURITY_CONTACT and not SECURITY_UNTIL:
    raise ImproperlyConfigured(
        "SECURITY_CONTACT is set without SECURITY_UNTIL: say until which day somebody reads what "
        "is sent there (at most a year ahead)."
    )
# Under which terms the data may be used: the name of a licence, and where it stands
DATA_TERMS = os.environ.get("DATA_TERMS", "")
DATA_TERMS_URL = web_address("DATA_TERMS_URL")

DATABASES = {
    "default": dj_database_url.parse(
        required("DATABASE_URL"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (postgres://…).")
# What does not answer is down: without these, a request waits for it as long as the kernel does.
# DATABASE_URL may say otherwise (?connect_timeout=10).
DATABASES["default"].setdefault("OPTIONS", {})
for _name, _value in {"connect_timeout": 5, "tcp_user_timeout": 15_000}.items():
    DATABASES["default"]["OPTIONS"].setdefault(_name, _value)

# What it is made of
INSTALLED_APPS = [
    "ucap.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "corsheaders",
    "django.forms",
    "drf_spectacular",
    "csp",
    "django_bootstrap5",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "browse",
    "cities",
    "pilots",
    "ucap.summaries",
    "ucap.api",
    "ucap.desk",
    "ucap.reading",
]

MIDDLEWARE = [
    "browse.logs.middleware.RequestId",  # first: what the others log has its number
    "django.middleware.security.SecurityMiddleware",
    "browse.headers.ResourcePolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "browse.limits.middleware.Limits",
    "browse.finished.middleware.FinishedPages",
    "ucap.desk.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ucap.desk.middleware.AuthenticationMiddleware",
    "ucap.desk.middleware.OTPMiddleware",
    "ucap.desk.people.sessions.SessionLimits",
    "ucap.desk.middleware.HistoryMiddleware",
    "ucap.desk.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",  # the last one, as it asks to be
]

ROOT_URLCONF = "ucap.urls"
WSGI_APPLICATION = "ucap.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "browse.operator.operator",
            ],
            "builtins": ["django.templatetags.i18n", "browse.templatetags.browse"],
        },
    }
]

# Widgets of ours have their templates beside all others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time: English first, every string marked for translation.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Original documents: kept under their checksums, outside of what is served as static files.
DOCUMENTS_DIR = Path(os.environ.get("DOCUMENTS_DIR") or BASE_DIR / "var" / "documents")
DOCUMENT_MAX_BYTES = whole("DOCUMENT_MAX_BYTES", default=20 * 1024 * 1024)
# What reading one document may take, in a process of its own
READING_SECONDS = whole("READING_SECONDS", default=60)
READING_MIB = whole("READING_MIB", default=1024)

# Open data made ahead: the archive of all that is public; and the portal's own full address,
# which what is made ahead names its pages by.
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var" / "data")
PORTAL_URL = web_address("PORTAL_URL").rstrip("/")

# Public pages: how many MiB of finished ones each web process keeps (0: none, each is made anew),
# for how many seconds the database may work on one of their statements, and which settings of
# the operator's stand on them.
FINISHED_PAGES_MIB = number("FINISHED_PAGES_MIB", default=16)
STATEMENT_SECONDS = whole("STATEMENT_SECONDS", default=10)
PAGE_SECONDS = 2 * STATEMENT_SECONDS
# How much of what costs much one client may ask a minute, of each web process (0: no limit), and
# how many in all may take it at once.
LIMITS = {
    "downloads": {"a_minute": number("DOWNLOADS_A_MINUTE", default=60), "at_once": 2},
    "search": {"a_minute": number("SEARCHES_A_MINUTE", default=300)},
    "api": {"a_minute": number("API_REQUESTS_A_MINUTE", default=600)},
}
# Lists are counted in memory, by an index that may take so long to make.
LISTS_INDEXED = flag("LISTS_INDEXED", default=True)
INDEXING_SECONDS = 120
ON_PAGES = ["OPERATOR_NAME", "OPERATOR_EMAIL", "OPERATOR_IS_OFFICIAL", "PORTAL_URL"]
ON_PAGES += ["DATA_TERMS", "DATA_TERMS_URL", "LANGUAGE_CODE", "TIME_ZONE", "STATIC_URL"]

# Static files: compressed and hashed, served by the application itself.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": "ucap.summaries.documents.store.DocumentStorage",
        "OPTIONS": {"location": DOCUMENTS_DIR},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # they are for the portal's own pages

# What a form did not understand is told above it, not in colours.
BOOTSTRAP5 = {"server_side_validation": False}

# The form of the longest summary has more than six hundred fields; Django stops at a thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Security. HTTPS=0 is for a trial on one's own machine, which speaks plain HTTP.
HTTPS = flag("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from beside the portal, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # browse.headers says it of documents alone
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its form marks from data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# No page asks anything of the machine that it is read on, but for writing to the clipboard. What
# today's browsers do not know they tell in their console, so that only what they know is named.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        *("accelerometer", "browsing-topics", "camera", "clipboard-read", "display-capture"),
        *("geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
        *("local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment"),
        *("publickey-credentials-create", "publickey-credentials-get", "serial"),
        *("storage-access", "usb", "xr-spatial-tracking"),
    )
}

# The door of the desk: who may enter, for how long, and what stops who tries passwords.
# Cookies are for the desk alone: no public page sets or gets one.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it stops who is locked out
    "ucap.desk.people.backend.DeskBackend",
]
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds for which a link to set a password is good

SECURE_PREFIX = "__Secure-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{SECURE_PREFIX}desk"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # a link in a mail leads to the desk
CSRF_FAILURE_VIEW = "ucap.across.errors.forms_refused"
CSRF_COOKIE_NAME = f"{SECURE_PREFIX}csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_IDLE = timedelta(hours=4)  # editors type long forms
SESSION_ABSOLUTE = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())

SECOND_FACTOR = flag("SECOND_FACTOR", default=HTTPS)
OTP_TOTP_ISSUER = "U-CAP desk"
OTP_TOTP_THROTTLE_FACTOR = 1  # seconds after a wrong code, doubled with each

PROXIES = number("PROXIES", default=0)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]  # each is counted by itself
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "ucap.desk.people.lockout.account"
AXES_CLIENT_IP_CALLABLE = "browse.limits.clients.client_address"
AXES_LOCKOUT_CALLABLE = "ucap.desk.people.lockout.locked_out"
AXES_CLIENT_STR_CALLABLE = "ucap.desk.people.lockout.spoken"
AXES_SENSITIVE_PARAMETERS = [  # axes keeps what a failed form sent, but for these
    *("username", "ip_address", "password", "old_password", "new_password1", "new_password2"),
    *("code", "csrfmiddlewaretoken"),
]
AXES_DISABLE_ACCESS_LOG = True  # the desk's own log tells of who signs in
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Mail, if there is a server: invitations and forgotten passwords. Without one EMAIL_HOST is empty.
MAIL = mail_server("EMAIL_URL")
EMAIL_HOST = MAIL.hostname or ""
EMAIL_PORT = MAIL.port or MAIL_PORTS.get(MAIL.scheme, 25)
EMAIL_HOST_USER = unquote(MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(MAIL.password or "")
EMAIL_USE_TLS = MAIL.scheme == "smtp+tls"
EMAIL_USE_SSL = MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or OPERATOR_EMAIL or "webmaster@localhost"

# Open data: everybody's programs may read it, in any page, without being known.
CORS_URLS_REGEX = r"^/(api/v1/|data/|[a-z-]+\.(csv|xlsx|ics|atom)$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # who asks makes no difference
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "ucap.api.v1.schema.Described",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "U-CAP portal",
    "VERSION": "1",
    "DESCRIPTION": (
        "What the summaries of Urban Cooperation Action Plans tell, as one connected record: "
        "read-only, with the parameters of the portal's own lists."
    ),
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_URLCONF": "ucap.api.v1.urls",
    "SCHEMA_PATH_PREFIX_INSERT": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "ucap.api.v1.schema.nothing_required",
    ],
    "ENUM_NAME_OVERRIDES": {  # two fields of one name, with choices of their own
        "CityBasis": "pilots.models.Basis.choices",
        "ThemeBasis": "pilots.models.ThemeBasis.choices",
    },
}

# Logs go to standard error; LOG_FORMAT=json is for machines that collect them.
LOGGING = formats.configuration(chosen("LOG_FORMAT", formats.FORMATS))
