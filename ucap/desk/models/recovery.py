"""Recovery codes: a way in for who has lost the phone that makes their codes."""

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's 32 signs, which nobody takes for one another: no i, l, o, u. Five bits each."""
ALIKE = str.maketrans({"i": "1", "l": "1", "o": "0", "-": "", " ": ""})
LENGTH = 24  # 120 bits: nobody guesses one, so a fast digest without salt is enough to store
GROUP = 4
NUMBER = 10


def digest(code: str) -> str:
    """What is stored of a code: the SHA-256 of its signs, however they were typed."""
    signs = code.lower().translate(ALIKE)
    return hashlib.sha256(signs.encode()).hexdigest()


class RecoveryCodeQuerySet(models.QuerySet):
    """The codes of people."""

    @transaction.atomic
    def remake(self, user: Any) -> list[str]:
        """New codes for `user`, as they are to be written down; the old ones are worth nothing.

        This is the only time that they are known: only their digests are stored. Two queries.
        """
        codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(NUMBER)]
        self.filter(user=user).delete()
        self.bulk_create(RecoveryCode(user=user, digest=digest(code)) for code in codes)
        return ["-".join(c[n : n + GROUP] for n in range(0, LENGTH, GROUP)) for c in codes]

    def use_up(self, user: Any, code: str) -> bool:
        """Whether `code` is one of `user`'s; from now on it no longer is.

        One statement, so that of two requests with the same code one succeeds.
        """
        deleted, _each = self.filter(user=user, digest=digest(code)).delete()
        return bool(deleted)


class RecoveryCode(models.Model):
    """A code that has not been used; a used one is gone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="recovery_codes",
        verbose_name=_("person"),
    )
    digest = models.CharField(_("SHA-256 of the code"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        ordering = ["user", "pk"]
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return str(_("recovery code of %(user)s") % {"user": self.user})
