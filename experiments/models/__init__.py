from experiments.models.pilots import Exemption, Measure, Pilot, Reading, Value
from experiments.models.sign_offs import SignOff, SignOffWithdrawal

__all__ = ["Exemption", "Measure", "Pilot", "Reading", "SignOff", "SignOffWithdrawal", "Value"]
