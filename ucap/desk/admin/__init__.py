"""Every model in Django admin, shaped to the desk; Django finds this package by its name."""

from ucap.desk.admin import cities, people, pilots, summaries

__all__ = ["cities", "people", "pilots", "summaries"]
