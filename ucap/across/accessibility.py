"""The page that says how accessible the portal is."""

from browse.views import PageView


class AccessibilityView(PageView):
    """`/accessibility/`: what is held to, how it is checked, what falls short. No query."""

    template_name = "across/accessibility.html"
