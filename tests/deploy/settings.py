"""The portal's settings, for a checkout in which no static files have been collected."""

from ucap.settings import *  # noqa: F403
from ucap.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
