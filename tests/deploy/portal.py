"""A web server, as production starts it, and a browser."""

import gzip
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from tests.ops.portal import free_port
from ucap.children import dies_with_parent

HERE = Path(__file__).resolve().parents[2]
PASSWORD = "a long enough phrase"


class Portal:
    """One web server, and a browser that keeps its cookies; the browser may move to another."""

    def __init__(self, database: str, folder: Path, **variables: str) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / f"log-{port}"
        before, _, _ = os.environ["DATABASE_URL"].rpartition("/")
        told = {
            "DATABASE_URL": f"{before}/{database}",
            "BIND": f"127.0.0.1:{port}",
            "HTTPS": "0",
            "SECOND_FACTOR": "0",
            "LOG_FORMAT": "json",
            "PROXIES": "1",
            "WEB_CONCURRENCY": "1",
            # tests ask for more than any reader does
            **dict.fromkeys(
                ("DOWNLOADS_A_MINUTE", "SEARCHES_A_MINUTE", "API_REQUESTS_A_MINUTE"), "0"
            ),
            "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
        }
        with self.log.open("w") as written:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn"),
                    *("--config", "deploy/gunicorn.conf.py", "ucap.wsgi"),
                ],
                cwd=HERE,
                env=os.environ | told | variables,
                stderr=written,
                preexec_fn=dies_with_parent(15),  # type: ignore[arg-type]
            )
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and the text of a page."""
        return self._open(path, headers=headers)

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        """Send the form at `path`, with the hidden fields that it has there."""
        _, page = self.get(path)
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        sent = urllib.parse.urlencode(hidden | data).encode()
        return self._open(path, data=sent)

    def _open(self, path: str, **sent: Any) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, **sent)  # noqa: S310 - ours
        try:
            with self.browser.open(request, timeout=60) as answer:
                return answer.status, text_of(answer)
        except urllib.error.HTTPError as error:
            return error.code, text_of(error)

    def is_ready(self) -> bool:
        """Whether it says that it is."""
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def lines(self) -> list[dict[str, Any]]:
        """What it has logged: each line is JSON."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]


def text_of(answer: Any) -> str:
    """What an answer says, unpacked."""
    body = answer.read()
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode()
