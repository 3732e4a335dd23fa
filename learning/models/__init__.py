from learning.handbook.models import (
    Case,
    Challenge,
    Dimension,
    HandbookPrinciple,
    Question,
    SuggestedAction,
    Tool,
)
from learning.models.lessons import Lesson, LessonCredit

__all__ = [
    "Case",
    "Challenge",
    "Dimension",
    "HandbookPrinciple",
    "Lesson",
    "LessonCredit",
    "Question",
    "SuggestedAction",
    "Tool",
]
