"""All that a running portal's database holds, to be compared."""

from tests.ops.portal import Checkout
from ucap.backups.server import Database

Tables = dict[str, list]
COMES_AND_GOES = {"public.django_session"}


def database(checkout: Checkout) -> Database:
    """The database of a trial."""
    folder = (checkout.home / "socket").read_text()
    return Database({"host": folder, "port": "5432", "user": "ucap", "dbname": "ucap"})


def state(checkout: Checkout) -> Tables:
    """Rows and checksum of every table but those that change by themselves."""
    found = database(checkout).tables()
    return {table: told for table, told in found.items() if table not in COMES_AND_GOES}
