from dotanks.models.proposals import DocumentVersion, Proposal
from dotanks.models.teams import DoTank, Invitation, Need, ProposedTeam, Seat

__all__ = ["DoTank", "DocumentVersion", "Invitation", "Need", "Proposal", "ProposedTeam", "Seat"]
