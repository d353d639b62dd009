"""manage.py reset_second_factor NAME: let in who has lost the phone and the recovery codes."""

import logging
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ucap.desk.people import factor

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Take away a second factor; for when no administrator of the desk can."""

    help = "Take away somebody's second factor and recovery codes; they set up new ones."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name to sign in with, and why."""
        parser.add_argument("username", help="the e-mail address or name they sign in with")
        parser.add_argument("--reason", required=True, help="why; it goes to the log")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it away."""
        person = User.objects.filter(username__iexact=options["username"]).first()
        if person is None:
            raise CommandError(f"There is nobody called {options['username']}.")
        if not factor.remove(person):
            raise CommandError(f"{person.username} has no second factor.")
        log.info("Second factor of person %s reset: %s", person.pk, options["reason"])
        self.stderr.write(f"{person.username} signs in with the password alone until they set up")
        self.stderr.write("a new second factor.")
