"""What the desk itself remembers."""

from ucap.desk.models.distinctions import Distinction

__all__ = ["Distinction"]
