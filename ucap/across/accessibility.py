"""The page that says how accessible the portal is."""

from django.views.generic import TemplateView


class AccessibilityView(TemplateView):
    """`/accessibility/`: what is held to, how it is checked, what falls short. No query."""

    template_name = "across/accessibility.html"
