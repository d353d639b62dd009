"""Starting a process that reads, apart from the request that asks for it."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, str(Path(settings.BASE_DIR, "manage.py")), "read_summary", "--waiting")


def start() -> None:
    """Start a reader in a session of its own, which outlives this process.

    It ends at once if enough are at work. What it says goes where this process's log goes. Where
    none can be started, the document goes on waiting, and its page says so.
    """
    try:
        reader = subprocess.Popen(
            COMMAND,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        logger.exception("No process can be started to read documents.")
        return
    # somebody has to be there when it ends, or the system keeps its remains
    threading.Thread(target=reader.wait, daemon=True).start()
