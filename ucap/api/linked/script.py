"""A graph as text that may stand in a page."""

import json

from ucap.api.linked.nodes import Node

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""What would end the script element early, or a line where JSON has none."""


def script(graph: list[Node]) -> str:
    """The graph as JSON-LD; safe inside a script element, where HTML knows no escapes."""
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
