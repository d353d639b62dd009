"""Make the tables in the database that DATABASE_URL names, and fill them.

    .venv/bin/python -m benchmarks.filling 5000

The number is how many pilots there will be, and as many activities.
"""

import sys

import django
from django.core.management import call_command
from django.db import connection


def main() -> None:
    """Do both, and leave what Postgres' daemon would have done with the tables after a while."""
    django.setup()
    from benchmarks.world import fill

    call_command("migrate", verbosity=0)
    fill(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
