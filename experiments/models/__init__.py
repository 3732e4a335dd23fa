from experiments.models.pilots import Exemption, Measure, Pilot, Reading, Value
from experiments.models.portfolio import ExperimentBudget, Portfolio
from experiments.models.sign_offs import SignOff, SignOffWithdrawal
from experiments.models.value import ValueEntry

__all__ = [
    "Exemption",
    "ExperimentBudget",
    "Measure",
    "Pilot",
    "Portfolio",
    "Reading",
    "SignOff",
    "SignOffWithdrawal",
    "Value",
    "ValueEntry",
]
