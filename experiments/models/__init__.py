from experiments.models.exemptions import CopiedExemption, CopyRequest, Exemption
from experiments.models.gate import Check, ClashLook, ExitPlan, GateAnswer, HinderingRule, Route
from experiments.models.pilots import Measure, Pilot, Reading, Value
from experiments.models.portfolio import ExperimentBudget, Portfolio
from experiments.models.running import Card, CheckIn, Use
from experiments.models.sign_offs import RequiredSignOff, SignOff, SignOffReminder, SignOffWithdrawal
from experiments.models.value import ValueEntry

__all__ = [
    "Card",
    "Check",
    "CheckIn",
    "ClashLook",
    "CopiedExemption",
    "CopyRequest",
    "Exemption",
    "ExitPlan",
    "ExperimentBudget",
    "GateAnswer",
    "HinderingRule",
    "Measure",
    "Pilot",
    "Portfolio",
    "Reading",
    "RequiredSignOff",
    "Route",
    "SignOff",
    "SignOffReminder",
    "SignOffWithdrawal",
    "Use",
    "Value",
    "ValueEntry",
]
