"""How long a test waits for what must come.

Longer than the busiest machine needs: waiting in vain is a failure, and how fast a page comes is
measured in benchmarks/, not here.
"""

SECONDS = 60
IN_A_BROWSER = SECONDS * 1000
"""In milliseconds, as Playwright counts."""
