from experiments.models.exemptions import CopiedExemption, CopyRequest, Exemption
from experiments.models.gate import Check, ClashLook, ExitPlan, GateAnswer, HinderingRule, Route
from experiments.models.pilots import Measure, Pilot, Reading, Value
from experiments.models.sign_offs import RequiredSignOff, SignOff, SignOffReminder, SignOffWithdrawal

__all__ = [
    "Check",
    "ClashLook",
    "CopiedExemption",
    "CopyRequest",
    "Exemption",
    "ExitPlan",
    "GateAnswer",
    "HinderingRule",
    "Measure",
    "Pilot",
    "Reading",
    "RequiredSignOff",
    "Route",
    "SignOff",
    "SignOffReminder",
    "SignOffWithdrawal",
    "Value",
]
