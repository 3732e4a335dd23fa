from dotanks.models.batches import Batch, BatchProblem
from dotanks.models.proposals import DocumentVersion, Proposal
from dotanks.models.teams import DoTank, Invitation, Need, ProposedTeam, Seat

__all__ = [
    "Batch",
    "BatchProblem",
    "DoTank",
    "DocumentVersion",
    "Invitation",
    "Need",
    "Proposal",
    "ProposedTeam",
    "Seat",
]
