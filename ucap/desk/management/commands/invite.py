"""manage.py invite EMAIL --role Editors: let somebody work on the desk."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from ucap.desk.people import invitations
from ucap.desk.people.roles import ROLES

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Make an account and print the link with which its owner sets a password."""

    help = "Invite somebody to the editing desk: prints a link that works once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, one role or more, the name."""
        parser.add_argument("email", help="their e-mail address, with which they sign in")
        parser.add_argument(
            "--role",
            action="append",
            required=True,
            choices=[role.name for role in ROLES],
            help="what they may do; may be given more than once",
        )
        parser.add_argument("--name", default="", help="their name, as colleagues know them")
        parser.add_argument(
            "--site",
            default=here(),
            help="where the portal is, as in https://portal.example (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite, and print the link."""
        email = options["email"]
        try:
            validate_email(email)
            person = invitations.invite(
                email, Group.objects.filter(name__in=options["role"]), options["name"]
            )
        except ValidationError as error:
            raise CommandError(f"{email} is no e-mail address.") from error
        except invitations.AlreadyHere as error:
            raise CommandError(
                f"{email} has an account with a password. An administrator of the desk can change "
                "its roles or make a new link."
            ) from error
        log.info("Person %s invited as %s by command.", person.pk, ", ".join(options["role"]))
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
        self.stderr.write(
            f"{person.username} sets a password with this link. It works once, for {days} days."
        )
        self.stdout.write(options["site"].rstrip("/") + invitations.path(person))


def here() -> str:
    """Where the portal is, as far as the settings say."""
    scheme = "https" if settings.HTTPS else "http"
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    host = named[0] if named else "localhost"
    return f"{scheme}://{host}" if settings.HTTPS else f"{scheme}://{host}:8000"
