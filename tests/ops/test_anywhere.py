"""bin/serve in folders of every kind, for users of every kind."""

import os

import pytest

pytestmark = pytest.mark.slow


def test_it_works_in_a_folder_that_nobody_else_may_read_and_leaves_it_so(make_checkout):
    checkout = make_checkout("private/checkout")
    around = checkout.folder.parent
    for folder in [around, checkout.folder]:
        folder.chmod(0o700)
    assert checkout.serve().ready().answers()
    assert around.stat().st_mode & 0o777 == 0o700
    assert checkout.folder.stat().st_mode & 0o777 == 0o700


def test_it_works_under_a_path_that_is_long_and_has_odd_characters(make_checkout):
    name = "/".join(["a rather long name, with 'quotes' & spaces – and more"] * 4)
    checkout = make_checkout(name)
    assert len(str(checkout.folder)) > 200
    assert checkout.serve().ready().answers()


def test_it_works_whatever_the_umask(make_checkout):
    checkout = make_checkout()
    before = os.umask(0o077)
    try:
        serving = checkout.serve()
    finally:
        os.umask(before)
    assert serving.ready().answers()


def test_it_ignores_settings_meant_for_another_postgres(checkout):
    serving = checkout.serve(PGPORT="6000", PGHOST="db.example", PGDATA="/var/lib/postgresql")
    assert serving.ready().answers()
