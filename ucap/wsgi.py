"""What the application server loads: `gunicorn ucap.wsgi`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ucap.settings")

django = get_wsgi_application()

from browse.finished.serving import FinishedPages  # noqa: E402 - it wants Django set up

application = FinishedPages(django, most=settings.FINISHED_PAGES_MIB * 1024 * 1024)
