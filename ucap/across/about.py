"""The page about the portal itself."""

from django.views.generic import TemplateView


class AboutView(TemplateView):
    """`/about/`: what the programme was, and what the portal is and is not. No query."""

    template_name = "across/about.html"
