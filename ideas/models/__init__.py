from ideas.models.conversation import Comment, Follow, Mention, Report, Support
from ideas.models.groups import ProblemInGroup
from ideas.models.looks import Look
from ideas.models.merges import Merge
from ideas.models.personas import Persona
from ideas.models.problems import WORDS, Problem

__all__ = [
    "WORDS",
    "Comment",
    "Follow",
    "Look",
    "Mention",
    "Merge",
    "Persona",
    "Problem",
    "ProblemInGroup",
    "Report",
    "Support",
]
