"""What a preview of a page says: plain text, in one line."""

from html import unescape

from django.utils.html import strip_tags

LONGEST = 200
"""How many characters a description has at most."""


def line(html: str) -> str:
    """The text of a piece of HTML, blanks run together."""
    return " ".join(unescape(strip_tags(html)).split())


def shortened(text: str) -> str:
    """As many whole words as fit, with an ellipsis where some are left out."""
    if len(text) <= LONGEST:
        return text
    whole, _blank, _rest = text[:LONGEST].rpartition(" ")
    return f"{(whole or text[: LONGEST - 1]).rstrip(' ,;:.–')}…"
