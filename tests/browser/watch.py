"""What a page complains of: broken policies, uncaught errors, and what else the console says."""

from playwright.sync_api import Page

TELL = """document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`policy ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});"""


def complaints(page: Page) -> list[str]:
    """A list that grows with each complaint of whatever the page shows from now on."""
    told: list[str] = []
    page.add_init_script(TELL)
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    return told
