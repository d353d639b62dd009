"""When the draft of a reading is saved: by its own page, or on the entry page by hand."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from ucap.reading.models import Reading, State
from ucap.summaries.models import Summary


@receiver(post_save, sender=Summary, dispatch_uid="reading.finishing")
def note_what_came_of_it(instance: Summary, **kwargs: Any) -> None:
    """Readings of the summary's document whose draft was asked for are done.

    One query, for a summary with a document.
    """
    if instance.document_sha256:
        asked = Reading.objects.filter(
            state=State.FINISHING, document_sha256=instance.document_sha256
        )
        asked.update(state=State.DONE, since=timezone.now(), summary=instance)
