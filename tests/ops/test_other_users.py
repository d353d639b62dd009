"""What root and an ordinary user meet in each other's checkouts."""

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def nobodys(make_checkout, nobodys_venv):
    """A checkout of the account `nobody`, in a folder that only it may read."""
    checkout = make_checkout("nobodys/checkout", user="nobody", venv=nobodys_venv)
    checkout.folder.chmod(0o700)
    return checkout


def test_it_keeps_the_data_in_the_checkout(nobodys):
    assert nobodys.serve().ready().answers()
    assert (nobodys.folder / "var" / "postgres" / "data").owner() == "nobody"


def test_root_meets_the_same_data_and_leaves_them_to_their_owner(nobodys):
    nobodys.serving()
    nobodys.query("CREATE TABLE note ()")
    nobodys.serving().stop()
    nobodys.user = ""
    serving = nobodys.serve().ready()
    assert nobodys.query("SELECT count(*) FROM note") == [(0,)]
    serving.stop()
    nobodys.user = "nobody"
    assert nobodys.serve().ready().answers()
    var = nobodys.folder / "var"
    assert {path.owner() for path in [var, *var.rglob("*")]} == {"nobody"}


def test_root_may_be_the_first(make_checkout, nobodys_venv):
    checkout = make_checkout("nobodys/checkout", user="nobody", venv=nobodys_venv)
    checkout.user = ""
    checkout.serve().ready().stop()
    checkout.user = "nobody"
    assert checkout.serve().ready().answers()


def test_it_is_told_that_root_started_in_roots_checkout(make_checkout, nobodys_venv):
    checkout = make_checkout(venv=nobodys_venv)
    checkout.serve().ready().stop()
    home, checkout.user = checkout.home, "nobody"
    done = checkout.run("bin/serve", PORT="8999")
    checkout.user = ""
    assert done.returncode
    assert "belongs to root" in done.stdout
    assert "sudo chown" in done.stdout
    assert "Traceback" not in done.stdout
    assert home.exists()
