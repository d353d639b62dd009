"""What the desk itself keeps."""

from ucap.desk.models.steps import Step

__all__ = ["Step"]
