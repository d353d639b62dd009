"""History: every version of every row, what changed when, and the way back.

A tracked model has a twin table of events, written by database triggers: each
insert, update and delete leaves a row there, whichever way it came about
(forms, bulk updates, many-to-many changes, fixtures, SQL). Events cannot be
changed or deleted. What a request or a command adds to them (who, why) is
`pghistory.context`; all events of one context are a *change set*, and so are
all events of one transaction that has none.

`tracking` says what is kept, `parts` which rows belong to a record; `events`
and `changes` read, `naming`, `wording` and `differences` put into words,
`state` and `plans` work out a way back, and `restoring` goes it.

Only what models need at their declaration stands here: the rest reads models.
"""

from browse.history.tracking import FIRST, begin, tracked

__all__ = ["FIRST", "begin", "tracked"]
