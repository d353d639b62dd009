"""Every model in Django admin, shaped to the desk; Django finds this package by its name."""

from ucap.desk.admin import cities, pilots, summaries

__all__ = ["cities", "pilots", "summaries"]
