"""Fields → records: who is meant by a name, what is told elsewhere already, what is odd.

Pure functions of what was understood and of what the portal knows (`known`), which is given;
`knowing` reads it from the database.
"""

from ucap.reading.records.proposing import propose

__all__ = ["propose"]
