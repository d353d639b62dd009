"""Somebody at the desk, by HTTP: opens forms, changes something in them, sends them."""

from typing import Any

import lxml.html
import requests

NAME, PASSWORD = "chief", "four words and a dog"
PATIENCE = 30
"""Seconds after which an answer is no longer waited for."""


class Editor:
    """A browser that is signed in; one for each thread."""

    def __init__(self, address: str, like: "Editor | None" = None) -> None:
        self.address = address
        self.session = requests.Session()
        if like is not None:
            self.session.cookies.update(like.session.cookies)

    def signs_in(self) -> "Editor":
        """Go through the door."""
        answer = self.sends("/admin/login/", username=NAME, password=PASSWORD)
        assert answer.status_code == 302, errors(answer)
        return self

    def opens(self, path: str, **asked: str) -> Any:
        """The form of a page that has the most fields; AssertionError if there is no such page."""
        answer = self.session.get(self.address + path, params=asked, timeout=PATIENCE)
        assert answer.status_code == 200, (answer.status_code, answer.url)
        return form_on(answer)

    def sends(self, path: str, form: Any = None, **values: Any) -> requests.Response:
        """Send the form of a page with some values changed; redirects are not followed."""
        form = self.opens(path) if form is None else form
        names = [name for name, _ in form.form_values()]
        sent = [(name, value) for name, value in form.form_values() if name not in values]
        assert "csrfmiddlewaretoken" in names, path
        return self.session.post(
            self.address + path,
            data=[*sent, *values.items()],
            allow_redirects=False,
            timeout=PATIENCE,
        )


def form_on(answer: requests.Response) -> Any:
    """The form with the most fields on a page."""
    return max(lxml.html.fromstring(answer.text).forms, key=lambda form: len(form.fields))


def errors(answer: requests.Response) -> list[str]:
    """What a page complains of."""
    root = lxml.html.fromstring(answer.text)
    told = root.xpath("//*[contains(@class, 'error') or contains(@class, 'conflict')]")
    return [" ".join(each.text_content().split())[:200] for each in told]
