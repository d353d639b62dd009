"""Settings of the portal, one file for every place it runs in.

Everything that differs from place to place comes from the environment, and a
missing or malformed value stops the process with a sentence that names it.
`DATABASE_URL` and `SECRET_KEY` have no default: a trial gets both from
`ucap.trial`, production from its operator.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

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


# Where it runs
DEBUG = flag("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

# Who runs it: named on the pages, written to by readers who find a mistake
OPERATOR_NAME = os.environ.get("OPERATOR_NAME", "")
OPERATOR_EMAIL = os.environ.get("OPERATOR_EMAIL", "")
OPERATOR_IS_OFFICIAL = flag("OPERATOR_IS_OFFICIAL", default=False)

DATABASES = {
    "default": dj_database_url.parse(
        required("DATABASE_URL"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (postgres://…).")

# What it is made of
INSTALLED_APPS = [
    "ucap.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_bootstrap5",
    "django_filters",
    "pghistory",
    "pgtrigger",
    "browse",
    "cities",
    "pilots",
    "ucap.summaries",
    "ucap.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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

# Language and time: English first, every string marked for translation.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Original documents: kept under their checksums, outside of what is served as static files.
DOCUMENTS_DIR = Path(os.environ.get("DOCUMENTS_DIR") or BASE_DIR / "var" / "documents")
DOCUMENT_MAX_BYTES = whole("DOCUMENT_MAX_BYTES", default=20 * 1024 * 1024)

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

# What a form did not understand is told above it, not in colours.
BOOTSTRAP5 = {"server_side_validation": False}

# Passwords
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Security. HTTPS=0 is for a trial on one's own machine, which speaks plain HTTP.
HTTPS = flag("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
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
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # gunicorn warns of each HEAD request: Django leaves it to the server to drop the body
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
}
