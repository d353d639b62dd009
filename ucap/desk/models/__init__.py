"""What the desk itself keeps; the records are those of the floors below."""

from ucap.desk.models.recovery import RecoveryCode

__all__ = ["RecoveryCode"]
