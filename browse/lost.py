"""Whether a database that was lost, and no mistake of the portal's, is behind an error."""

import psycopg2
from django.db import InterfaceError, OperationalError


def is_database_lost(error: BaseException | None) -> bool:
    """Whether the database went away, is not there, or did not answer in time.

    psycopg2 has no class of its own for a server that dies while it answers: without a code from
    the server it raises DatabaseError itself, of which every error with a code is a subclass.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return error is not None and type(error.__cause__) is psycopg2.DatabaseError
