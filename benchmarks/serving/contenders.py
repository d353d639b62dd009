"""Who is measured, how each is started and what each is asked."""

import json
import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from benchmarks import hello
from benchmarks.kept import environment
from benchmarks.serving import beside
from benchmarks.serving.load import Answer
from benchmarks.serving.prepare import ARRAYS, RECORDS
from ucap.running import serve

LIST, THEME, BOTH, SEARCH, RECORD = "list", "theme", "theme + city", "search", "record"
UNCHANGED, ANOTHER = "list, 304", "another each"
REQUESTS = (LIST, THEME, BOTH, SEARCH, RECORD, UNCHANGED, ANOTHER)
"""All that is asked of anybody, in the order of the table."""
SETTLING = {50: 5, 5_000: 5, 100_000: 30}
"""Seconds in which the portal comes to rest after its start, by the number of records."""


@dataclass(frozen=True)
class World:
    """A filled database, what is known of it, and what is asked about it."""

    pilots: int
    url: str
    folder: Path
    names: Mapping[str, Any]
    requests: Collection[str] = REQUESTS

    @property
    def addresses(self) -> Path:
        """The file of different addresses."""
        return self.folder / "addresses"

    @property
    def pages(self) -> Path:
        """The folder of the portal's own finished pages."""
        return self.folder / "pages"


@dataclass(frozen=True)
class Contender:
    """One that is measured.

    `command` gives what starts it on a port; `paths` what it is asked; `counted` finds in a page
    how many records it has found; `settles` is whether it does something after its start.
    """

    name: str
    command: Callable[[World, int], list[str]]
    paths: Callable[[World], dict[str, str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    headers: Callable[[World], dict[str, str]] = lambda world: {}
    counted: str = ""
    settles: bool = False

    def surroundings(self, world: World) -> dict[str, str]:
        """The environment in which it is started."""
        workers = os.environ.get("WEB_CONCURRENCY", serve.WORKERS)
        return {**environment(world.url), "WEB_CONCURRENCY": workers, **self.environment}

    def asked(self, world: World) -> dict[str, str]:
        """The addresses of those requests that are measured; whoever has only the list, that."""
        paths = self.paths(world)
        return {name: path for name, path in paths.items() if name in world.requests} or paths

    def number(self, request: str, answer: Answer) -> int | None:
        """How many records a list says that it has found; None where no number is expected."""
        if not self.counted or request in (RECORD, UNCHANGED, ANOTHER):
            return None
        found = re.search(self.counted, answer.text)
        return int(re.sub(r"\D", "", found[1])) if found else -1


Served = Callable[[str, int], list[str]]
"""The command of an application server: from an application's module and a port."""


def gunicorn(application: str, port: int) -> list[str]:
    """As `bin/serve` starts it."""
    return serve.web_server(application, port)


def granian(application: str, port: int) -> list[str]:
    """Granian with as many workers and threads."""
    return [
        *[str(beside.granian()), "-m", "granian", "--interface", "wsgi"],
        *["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"],
        *["--workers", os.environ.get("WEB_CONCURRENCY", serve.WORKERS)],
        *["--blocking-threads", "4", "--no-ws", f"{application}:application"],
    ]


SERVERS: dict[str, Served] = {"gunicorn": gunicorn, "granian": granian}


def all_of(served: Served) -> dict[str, Contender]:
    """Every contender, those of Django behind an application server of that kind."""
    known = [
        Contender(
            "uncached",
            lambda world, port: served("ucap.wsgi", port),
            ours,
            environment={"FINISHED_PAGES_MIB": "0"},
            counted=OF_OURS,
            settles=True,
        ),
        Contender(
            "cached",
            lambda world, port: served("ucap.wsgi", port),
            lambda world: {**ours(world), UNCHANGED: "/pilots/", ANOTHER: "/pilots/"},
            counted=OF_OURS,
            settles=True,
        ),
        Contender(
            "plain",
            lambda world, port: served("benchmarks.plain.wsgi", port),
            lambda world: {**ours(world), ANOTHER: "/pilots/"},
            counted=OF_OURS,
        ),
        Contender(
            "admin",
            lambda world, port: served("ucap.wsgi", port),
            admin,
            headers=lambda world: {"Cookie": f"desk={world.names['session']}"},
            counted=r'class="paginator">\s*(\d[\d,]*) pilot project',
        ),
        Contender("datasette", datasette, of_datasette, counted=r"<h3>\s*([\d,]+) row|(0) results"),
        Contender("nginx", nginx, lambda world: {name: f"/{slug(name)}" for name in ours(world)}),
        Contender(
            "hello",
            lambda world, port: served(hello.__name__, port),
            lambda world: {LIST: "/"},
        ),
    ]
    return {contender.name: contender for contender in known}


OF_OURS = r'id="count"[^>]*>\s*([\d,]+) of'


def ours(world: World) -> dict[str, str]:
    """What the portal's pages are called."""
    return {
        LIST: "/pilots/",
        THEME: "/pilots/?theme=term-0",
        BOTH: "/pilots/?theme=term-0&city=city-0",
        SEARCH: f"/pilots/?q={world.names['word']}",
        RECORD: "/pilots/pilotproject-7/",
    }


def admin(world: World) -> dict[str, str]:
    """The list of pilots on the desk, which is Django admin's, and the form of one of them."""
    here = "/admin/pilots/pilotproject/"
    return {
        LIST: here,
        THEME: f"{here}?theme=term-0",
        BOTH: f"{here}?theme=term-0&city=city-0",
        SEARCH: f"{here}?q={world.names['word']}",
        RECORD: f"{here}{world.names['pilot']}/change/",
    }


def datasette(world: World, port: int) -> list[str]:
    """Datasette on the same records: read-only, twenty-five to a page, the same ten facets."""
    facets = ["kind", "stage", "start__year", *({"array": name} for name in ARRAYS)]
    told = {"databases": {"world": {"tables": {"pilots": {"facets": facets}}}}}
    metadata = world.folder / "datasette.json"
    metadata.write_text(json.dumps(told))
    settings = {"default_page_size": "25", "suggest_facets": "off"}
    return [
        *[str(beside.datasette()), "-m", "datasette", "serve", "--immutable"],
        *[str(world.folder / RECORDS), "--metadata", str(metadata)],
        *["--host", "127.0.0.1", "--port", str(port)],
        *(part for name, value in settings.items() for part in ("--setting", name, value)),
    ]


def of_datasette(world: World) -> dict[str, str]:
    """The same of Datasette: values of several are named, and words sought in its index."""
    here = "/world/pilots"
    theme = f"themes__arraycontains={quote_plus(world.names['theme'])}"
    city = f"cities__arraycontains={quote_plus(world.names['city'])}"
    return {
        LIST: here,
        THEME: f"{here}?{theme}",
        BOTH: f"{here}?{theme}&{city}",
        SEARCH: f"{here}?_search={world.names['word']}",
        RECORD: f"{here}/{world.names['pilot']}",
    }


NGINX = """
{user}
daemon off;
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  sendfile on;
  open_file_cache max=100;
  default_type text/html;
  add_header Content-Encoding gzip;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {pages}; }}
}}
"""


def nginx(world: World, port: int) -> list[str]:
    """nginx with the bytes that the portal has answered with, as files."""
    folder = world.folder / "nginx"
    folder.mkdir(exist_ok=True)
    workers = os.environ.get("WEB_CONCURRENCY", serve.WORKERS)
    configuration = NGINX.format(
        # started by root it would become somebody who may not read what root has written
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        pages=world.pages,
        port=port,
        workers=workers,
    )
    folder.joinpath("nginx.conf").write_text(configuration)
    return [
        *[str(beside.nginx()), "-p", str(folder), "-c", str(folder / "nginx.conf")],
        *["-e", str(folder / "error.log")],
    ]


def slug(name: str) -> str:
    """The name of a request as the name of a file."""
    return re.sub("[^a-z]+", "-", name)
