from experiments.models.pilots import Exemption, Measure, Pilot, Reading, Value
from experiments.models.sign_offs import RequiredSignOff, SignOff, SignOffReminder, SignOffWithdrawal

__all__ = [
    "Exemption",
    "Measure",
    "Pilot",
    "Reading",
    "RequiredSignOff",
    "SignOff",
    "SignOffReminder",
    "SignOffWithdrawal",
    "Value",
]
