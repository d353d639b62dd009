"""What the application server loads: `gunicorn ucap.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ucap.settings")

application = get_wsgi_application()
