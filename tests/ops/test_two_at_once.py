"""Several portals of one checkout at the same time share one Postgres."""

import signal

import pytest

from tests.ops.portal import wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def both(checkout):
    """Two starts of a fresh checkout in the same moment."""
    pair = checkout.serve(), checkout.serve()
    return [serving.ready() for serving in pair]


def test_they_start_in_the_same_moment_and_make_everything_once(both):
    output = both[0].output + both[1].output
    for once in ["Making the database", "tables up to date", "static files"]:
        assert output.count(once) == 1
    assert both[0].answers()
    assert both[1].answers()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_one_that_ends_leaves_the_other_and_the_database_running(both, checkout, number):
    leaving, staying = checkout.serve().ready(), both[1]
    leaving.stop(number)
    wait_for(lambda: not leaving.answers(), "it should end", 20)
    assert staying.answers()
    assert checkout.query("SELECT 1") == [(1,)]


def test_the_last_one_stops_the_database_even_if_it_did_not_start_it(both, checkout):
    both[0].stop()
    assert both[1].answers()
    assert checkout.query("SELECT 1") == [(1,)]
    both[1].stop()
    assert checkout.is_quiet(), checkout.processes()


def test_one_that_starts_while_another_stops_gets_a_database(checkout):
    leaving = checkout.serve().ready()
    leaving.process.send_signal(signal.SIGTERM)
    arriving = checkout.serve().ready()
    leaving.process.wait(30)
    assert arriving.answers()
    assert checkout.query("SELECT 1") == [(1,)]


def test_two_checkouts_have_nothing_to_do_with_each_other(checkout, make_checkout):
    one, other = checkout.serving(), make_checkout("another").serve().ready()
    assert other.checkout.home != checkout.home
    one.stop()
    assert other.answers()
