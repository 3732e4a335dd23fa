from dotanks.models.changes import SeatChange
from dotanks.models.earlier import EarlierWork
from dotanks.models.proposals import DocumentVersion, Proposal
from dotanks.models.teams import DoTank, Invitation, Need, ProposedTeam, Seat

__all__ = [
    "DoTank",
    "DocumentVersion",
    "EarlierWork",
    "Invitation",
    "Need",
    "Proposal",
    "ProposedTeam",
    "Seat",
    "SeatChange",
]
