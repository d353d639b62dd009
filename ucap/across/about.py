"""The page about the portal itself."""

from browse.views import PageView


class AboutView(PageView):
    """`/about/`: what the programme was, and what the portal is and is not. No query."""

    template_name = "across/about.html"
