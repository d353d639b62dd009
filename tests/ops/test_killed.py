"""What is left, and what is lost, when processes are killed (kill -9)."""

import contextlib
import os
import signal

import pytest

from tests.ops.portal import wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def row(checkout):
    """A committed row in the running portal's database."""
    checkout.serving()
    checkout.query("DROP TABLE IF EXISTS note; CREATE TABLE note (text text)")
    checkout.query("INSERT INTO note VALUES ('kept')")


def kept(checkout) -> bool:
    """Whether the row is there."""
    checkout.serving()
    return checkout.query("SELECT text FROM note") == [("kept",)]


def kill(checkout, part_of_command: str) -> None:
    """Kill the processes of the checkout whose command line contains that text."""
    found = [number for number, line in checkout.processes().items() if part_of_command in line]
    assert found, checkout.processes()
    for number in found:
        with contextlib.suppress(ProcessLookupError):  # some end with those killed before
            os.kill(number, signal.SIGKILL)


def test_it_leaves_nothing_running_when_the_script_is_killed(checkout, row):
    checkout.serving().stop(signal.SIGKILL)
    wait_for(checkout.is_quiet, "everything should end", 20)
    assert kept(checkout)


def test_it_leaves_nothing_running_when_its_process_group_is_killed(checkout, row):
    serving = checkout.serving()
    os.killpg(serving.process.pid, signal.SIGKILL)
    serving.process.wait()
    wait_for(checkout.is_quiet, "everything should end", 20)
    assert kept(checkout)


def test_it_loses_no_row_when_everything_is_killed_at_once(checkout, row):
    serving = checkout.serving()
    kill(checkout, "")
    serving.process.wait()
    wait_for(checkout.is_quiet, "everything should end", 20)
    assert (checkout.home / "data" / "postmaster.pid").exists()
    assert kept(checkout)


def test_it_starts_although_the_killed_servers_number_is_somebody_elses(checkout, row):
    serving = checkout.serving()
    kill(checkout, "")
    serving.process.wait()
    wait_for(checkout.is_quiet, "everything should end", 20)
    mark = checkout.home / "data" / "postmaster.pid"
    _, *rest = mark.read_text().splitlines(keepends=True)
    mark.write_text("".join([f"{os.getppid()}\n", *rest]))
    assert kept(checkout)


def test_it_brings_postgres_back_when_only_that_is_killed(checkout, row):
    serving = checkout.serving()
    kill(checkout, "bin/postgres")
    wait_for(lambda: serving.answers("/admin/login/"), "the portal should answer again")
    wait_for(lambda: (checkout.home / "data" / "postmaster.pid").exists(), "Postgres")

    def is_back() -> bool:
        try:
            return kept(checkout)
        except Exception:
            return False

    wait_for(is_back, "the row should be back")
    assert serving.process.poll() is None


def test_it_stops_postgres_in_order_when_the_warden_is_killed(checkout, row):
    serving = checkout.serving()
    kill(checkout, "ucap.postgres.warden")
    wait_for(lambda: "shut down" in (checkout.home / "postgres.log").read_text(), "Postgres")
    serving.stop()
    assert checkout.is_quiet(), checkout.processes()
    assert kept(checkout)
