from experiments.models.pilots import Exemption, Measure, Pilot, Reading, Value
from experiments.models.running import Card, CheckIn, Use
from experiments.models.sign_offs import SignOff, SignOffWithdrawal

__all__ = [
    "Card",
    "CheckIn",
    "Exemption",
    "Measure",
    "Pilot",
    "Reading",
    "SignOff",
    "SignOffWithdrawal",
    "Use",
    "Value",
]
