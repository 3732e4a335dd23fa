from dotanks.models.calls import JoinRequest, OpenCall
from dotanks.models.earlier import EarlierWork
from dotanks.models.proposals import DocumentVersion, Proposal
from dotanks.models.teams import DoTank, Invitation, Need, ProposedTeam, Seat

__all__ = [
    "DoTank",
    "DocumentVersion",
    "EarlierWork",
    "Invitation",
    "JoinRequest",
    "Need",
    "OpenCall",
    "Proposal",
    "ProposedTeam",
    "Seat",
]
