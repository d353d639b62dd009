"""What the desk itself keeps; the records are those of the floors below."""

from ucap.desk.models.distinctions import Distinction
from ucap.desk.models.recovery import RecoveryCode
from ucap.desk.models.steps import Step

__all__ = ["Distinction", "RecoveryCode", "Step"]
