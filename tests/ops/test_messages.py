"""When the portal cannot start, it says why and what to do."""

import os
import shutil
import socket
import subprocess

import pytest

from ucap.postgres import holding, messages, place, starting

pytestmark = pytest.mark.slow


def refusal(checkout, *arguments: str, **variables: str) -> str:
    """What bin/serve says when it does not start."""
    done = checkout.run("bin/serve", *arguments, **variables)
    assert done.returncode not in (0, None), done.stdout
    assert "Traceback" not in done.stdout, done.stdout
    return done.stdout


def test_a_port_in_use(checkout):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refusal(checkout, PORT=str(port))
    assert f"Port {port} cannot be used" in said
    assert "PORT=" in said.splitlines()[-1]
    assert not (checkout.folder / "var").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "٨٠٠٠", "8000.0"])
def test_a_port_that_is_none(checkout, port):
    assert f"PORT={port} is not a port" in refusal(checkout, PORT=port)


def test_an_argument_it_does_not_know(checkout):
    assert "Usage:" in refusal(checkout, "--relaod")


def test_a_python_it_cannot_find(checkout):
    said = refusal(checkout, UCAP_PYTHON="/none", PATH="/nowhere:/usr/bin/none")
    assert "No Python 3.11" in said or "dirname" in said


def test_a_database_that_cannot_be_reached(checkout):
    said = refusal(checkout, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert "The database cannot be used" in said
    assert "Connection refused" in said


@pytest.fixture
def used(make_checkout):
    """A checkout that was started once and stopped again."""
    checkout = make_checkout()
    checkout.serve().ready().stop()
    return checkout


def test_data_of_another_version(used):
    (used.home / "data" / "PG_VERSION").write_text("17\n")
    said = refusal(used, PORT="8998")
    assert "PostgreSQL 17; this is 18" in said
    assert "mv " in said


def test_damaged_data(used):
    (used.home / "data" / "global" / "pg_control").unlink()
    said = refusal(used, PORT="8998")
    assert "are damaged" in said
    assert "backup" in said


@pytest.fixture
def small_disk(make_checkout):
    """A fresh checkout whose database is on a disk of its own, of that many megabytes."""
    mounted = []

    def mount(checkout, megabytes: int):
        home = checkout.home
        home.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", home]
        if os.geteuid() != 0 or subprocess.run(command).returncode:
            pytest.skip("no disk can be mounted here: run these tests as root of a real machine")
        mounted.append(home)
        return checkout

    yield mount
    for home in mounted:
        subprocess.run(["umount", "--lazy", home], check=True)


def test_a_disk_too_small_for_new_data(small_disk, make_checkout):
    checkout = small_disk(make_checkout(), 64)
    said = refusal(checkout, PORT="8998")
    assert "is full" in said
    assert "200 MB" in said


def test_a_disk_that_is_full_by_now(small_disk, make_checkout):
    checkout = small_disk(make_checkout(), 300)
    checkout.serve().ready()
    checkout.query("CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')")
    checkout.serving().stop()
    ballast = checkout.home / "ballast"
    assert subprocess.run(
        ["dd", "if=/dev/zero", f"of={ballast}"], stderr=subprocess.PIPE
    ).returncode
    assert "is full" in refusal(checkout, PORT="8998")
    ballast.unlink()
    checkout.serve().ready()
    assert checkout.query("SELECT text FROM note") == [("kept",)]
    checkout.serving().stop()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('FATAL:  could not write lock file "postmaster.pid": No space left on device', "is full"),
        ('could not resize shared memory segment "/PostgreSQL.1": No space left', "--shm-size"),
        ("FATAL:  could not create semaphores: No space left on device", "the limit"),
        ('FATAL:  data directory "/x" has wrong ownership', "sudo chown"),
        ('FATAL:  lock file "postmaster.pid" already exists', "Another Postgres"),
        ("FATAL:  pre-existing shared memory block (key 1) is still in use", "Another Postgres"),
        ("PANIC:  could not locate a valid checkpoint record at 0/1", "damaged"),
        ("something nobody has thought of", "something nobody has thought of"),
    ],
)
def test_what_postgres_says_is_explained(tmp_path, said, reason):
    assert reason in messages.explain(tmp_path, said)


def test_a_full_disk_is_recognised_although_the_log_is_empty(tmp_path, monkeypatch):
    nothing_free = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(messages.shutil, "disk_usage", lambda _folder: nothing_free)
    assert "is full" in messages.explain(tmp_path, "")


def test_a_long_recovery_is_waited_for_and_reported(tmp_path, monkeypatch):
    here = place.of_checkout(tmp_path)
    answers = iter([*["starting"] * 5, "ready"])
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr(starting, "status", lambda _place: next(answers))
    monkeypatch.setattr(holding, "_answers", lambda _place: True)
    monkeypatch.setattr(holding.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(holding.locks, "free", lambda _lock: False)
    said: list[str] = []
    assert holding._becomes_ready(here, 0, said.append)
    assert said
    assert "Postgres is starting" in said[0]


def test_a_server_out_of_reach_is_reported(tmp_path, monkeypatch):
    here = place.of_checkout(tmp_path)
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr(starting, "status", lambda _place: "ready")
    monkeypatch.setattr(holding, "_answers", lambda _place: False)
    monkeypatch.setattr(holding.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(holding.locks, "free", lambda _lock: False)
    with pytest.raises(messages.CannotStart, match="another container"):
        holding._becomes_ready(here, 0, lambda _line: None)


def test_files_of_another_user(make_checkout, nobodys_venv):
    checkout = make_checkout("nobodys/checkout", user="nobody", venv=nobodys_venv)
    checkout.serve().ready().stop()
    for name in ["holders", "server", "start"]:
        lock = checkout.home / f"{name}.lock"
        shutil.chown(lock, "root", "root")
        said = refusal(checkout, PORT="8998")
        assert "belongs to root" in said
        assert str(lock) in said
        shutil.chown(lock, "nobody", "nogroup")
