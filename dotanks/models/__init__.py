from dotanks.models.affected import AffectedGroup
from dotanks.models.batches import Batch, BatchProblem
from dotanks.models.beside import SeatBeside
from dotanks.models.calls import JoinRequest, OpenCall
from dotanks.models.changes import SeatChange
from dotanks.models.charter import Charter, CharterAcceptance
from dotanks.models.earlier import EarlierWork
from dotanks.models.hours import HoursRequest
from dotanks.models.proposals import DocumentVersion, Proposal, VersionAuthor, VersionName
from dotanks.models.submissions import Submission
from dotanks.models.teams import DoTank, Invitation, Need, ProposedTeam, Seat

__all__ = [
    "AffectedGroup",
    "Batch",
    "BatchProblem",
    "Charter",
    "CharterAcceptance",
    "DoTank",
    "DocumentVersion",
    "EarlierWork",
    "HoursRequest",
    "Invitation",
    "JoinRequest",
    "Need",
    "OpenCall",
    "Proposal",
    "ProposedTeam",
    "Seat",
    "SeatBeside",
    "SeatChange",
    "Submission",
    "VersionAuthor",
    "VersionName",
]
