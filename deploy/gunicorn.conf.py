"""The web server in production: gunicorn --config deploy/gunicorn.conf.py ucap.wsgi."""

import logging
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browse.logs.formats import configuration

bind = os.environ.get("BIND") or "127.0.0.1:8000"
# how many processes is WEB_CONCURRENCY, which gunicorn reads itself
worker_class = "ucap.serving.WholeRequests"
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - for a heartbeat
timeout = 60
graceful_timeout = 30
# longer than proxies keep an idle connection (Caddy: 2 minutes), so that they are who closes it
keepalive = 150
limit_request_line = 8190  # gunicorn's utmost: addresses of long searches
control_socket_disable = True  # its place is the same for every gunicorn of a user
logconfig_dict = configuration(os.environ.get("LOG_FORMAT") or "json")
logging.captureWarnings(True)  # those of Python, too, are lines of the log
