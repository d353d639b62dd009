"""Two people send a form of one record at the same moment."""

import threading
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection

from cities.models import City
from tests.desk.conflicts.editors import Editor
from tests.universe import world


@pytest.fixture
def slow_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving a city takes so long that another save can begin meanwhile."""
    options = admin.site._registry[City]
    save, together = options.save_model, threading.Barrier(2, timeout=1)

    def slowly(*args: Any, **kwargs: Any) -> None:
        try:
            together.wait()  # for the other one, who must not come this far
        except threading.BrokenBarrierError:
            save(*args, **kwargs)
        else:
            raise AssertionError("two forms of one record were saved at the same time")

    monkeypatch.setattr(options, "save_model", slowly)


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_sent_at_the_same_moment_one_is_saved_and_the_other_asked(
    slow_saving: None,
) -> None:
    world.build(13, summaries=5)
    city = City.objects.earliest("pk")
    answers: dict[str, int] = {}

    def send(editor: Editor, form: dict[str, Any], province: str) -> None:
        answers[province] = editor.sends(city, form | {"province": province}).status_code
        connection.close()

    senders = []
    for name in ("ann", "ben"):
        editor = Editor(name)
        senders.append(threading.Thread(target=send, args=(editor, editor.opens(city), name)))
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(answers.values()) == [200, 302]
    city.refresh_from_db()
    assert answers[city.province] == 302
