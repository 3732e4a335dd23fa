from ideas.models.attachments import Attachment
from ideas.models.backing import Backing
from ideas.models.conversation import Comment, Follow, Mention, Report, Support
from ideas.models.groups import ProblemInGroup
from ideas.models.looks import Look
from ideas.models.merges import Merge
from ideas.models.peers import PeerAsk, PeerMessage, PeerSearch
from ideas.models.personas import Persona
from ideas.models.problems import WORDS, Problem
from ideas.models.register import Fate, Rule

__all__ = [
    "WORDS",
    "Attachment",
    "Backing",
    "Comment",
    "Fate",
    "Follow",
    "Look",
    "Mention",
    "Merge",
    "PeerAsk",
    "PeerMessage",
    "PeerSearch",
    "Persona",
    "Problem",
    "ProblemInGroup",
    "Report",
    "Rule",
    "Support",
]
