from ideas.models.groups import ProblemInGroup
from ideas.models.personas import Persona
from ideas.models.problems import WORDS, Problem

__all__ = ["WORDS", "Persona", "Problem", "ProblemInGroup"]
