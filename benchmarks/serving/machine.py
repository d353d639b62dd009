"""On what was measured."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.serving import beside

PACKAGES = ("Django", "django-filter", "gunicorn")


def conditions() -> dict[str, str]:
    """The machine and the versions, by name."""
    cpu = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return {
        "cores": str(os.cpu_count()),
        "processor": cpu[0] if cpu else platform.machine(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "wrk": _first_line("wrk", "-v"),
        "beside": f"{beside.DATASETTE}, {beside.GRANIAN}",
    }


def _first_line(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.partition("Copyright")[0].strip()
