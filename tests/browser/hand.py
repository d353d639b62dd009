"""An editor's hand: every click and every field filled is counted."""

from playwright.sync_api import Locator, Page


class Hand:
    """Clicks and fills; an action is a click, or a field filled, ticked or chosen from."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.fields = 0

    @property
    def actions(self) -> int:
        """All that was done so far."""
        return self.clicks + self.fields

    def click(self, target: Locator) -> None:
        """One click."""
        self.clicks += 1
        target.click()

    def fill(self, name: str, text: str) -> None:
        """One field, by the name that it is sent under."""
        self.fields += 1
        self.page.locator(f"[name='{name}']").fill(text)

    def pick(self, name: str, value: str) -> None:
        """One field that is chosen from, by what is shown."""
        self.fields += 1
        self.page.locator(f"select[name='{name}']").select_option(label=value)

    def tokens(self, name: str, text: str) -> None:
        """One field of names, left with Tab as people leave a field."""
        self.fields += 1
        box = self.page.locator(f"input[id='id_{name}']")
        box.fill(text)
        box.press("Tab")

    def tick(self, box: Locator) -> None:
        """One box."""
        self.fields += 1
        box.check()
