"""An advisory about what is installed is told; so is that nobody could be asked."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ucap.running import check
from ucap.running.audit import Audit, audit

ADVISORY = {
    "id": "GHSA-xxxx",
    "summary": "Weak.",
    "affected": [
        {
            "package": {"name": "segno", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
        }
    ],
}


@pytest.fixture
def locked(tmp_path: Path) -> str:
    """A file of two locked packages."""
    lines = [f"{name}==1.0 --hash=sha256:{'0' * 64}" for name in ("segno", "fasteners")]
    file = tmp_path / "requirements.txt"
    file.write_text("\n".join(lines))
    return str(file)


@pytest.fixture
def service() -> Iterator[Callable[..., tuple[str, ...]]]:
    """Starts a service that speaks OSV on this machine and has these advisories of each package."""
    with contextlib.ExitStack() as stack:

        def started(advisories: dict[str, list], status: int = 200) -> tuple[str, ...]:
            class Answers(BaseHTTPRequestHandler):
                def do_POST(self) -> None:
                    asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                    about = advisories.get(asked["package"]["name"])
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(json.dumps({"vulns": about} if about else {}).encode())

                def log_message(self, *args: object) -> None:
                    """Nothing."""

            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Answers))
            threading.Thread(target=server.serve_forever).start()
            stack.callback(server.shutdown)
            url = f"http://127.0.0.1:{server.server_port}/v1/query"
            return ("--vulnerability-service", "osv", "--osv-url", url)

        yield started


def test_an_advisory_is_told_with_what_puts_it_right(locked: str, service) -> None:
    outcome = audit([locked], [service({"segno": [ADVISORY]})])
    assert outcome.answered
    assert outcome.found == ("segno 1.0: GHSA-xxxx, put right in 2.0",)


def test_without_any_the_audit_is_clean(locked: str, service) -> None:
    assert audit([locked], [service({})]) == Audit(answered=True)


def test_where_one_does_not_answer_the_next_is_asked(locked: str, service) -> None:
    assert audit([locked], [service({}, 503), service({})]) == Audit(answered=True)


def test_that_nobody_answers_is_no_clean_audit(locked: str, service) -> None:
    outcome = audit([locked], [service({}, 503)])
    assert not outcome.answered
    assert outcome.said.startswith("osv: ")


@pytest.mark.parametrize(
    ("outcome", "strictly", "else_"),
    [
        (Audit(answered=True), True, True),
        (Audit(answered=True, found=("weak",)), False, False),
        (Audit(answered=False, said="osv: no word"), False, True),
    ],
)
def test_only_the_audit_by_itself_fails_for_want_of_an_answer(
    monkeypatch, capsys, outcome: Audit, strictly: bool, else_: bool
) -> None:
    monkeypatch.setattr(check.audit, "audit", lambda: outcome)
    assert check._audited(strict=True).passed is strictly
    assert check._audited(strict=False).passed is else_
    assert ("NOT AUDITED" in capsys.readouterr().out) is not outcome.answered
