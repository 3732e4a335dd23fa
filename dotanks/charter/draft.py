"""A charter drafted from the problem and the need, so that a coordinator with little time can take it as it is."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dotanks.models import DoTank
from dotanks.models.charter import LINE
from people.words import Skill


@dataclass(frozen=True)
class CharterText:
    """The four lines."""

    aim: str
    brings: str
    openness: str
    leaving: str


def drafted(dotank: DoTank) -> CharterText:
    """The four lines in the language of the team. They name nobody: people come and go, the charter stays."""
    with translation.override(dotank.language):
        return CharterText(
            aim=_fitting(_aim(dotank)),
            brings=_fitting(_brings(dotank)),
            openness=_("Drafts stay with the team until it shows them. What we submit and what we learn is shared."),
            leaving=_(
                "Whoever has to stop says so to the driver in good time and hands over what was theirs. Nobody has to "
                "explain why."
            ),
        )


def _aim(dotank: DoTank) -> str:
    words = ngettext(
        "Within %(weeks)s week we work out one proposal for “%(problem)s” that a manager can decide on.",
        "Within %(weeks)s weeks we work out one proposal for “%(problem)s” that a manager can decide on.",
        dotank.weeks,
    ) % {"weeks": dotank.weeks, "problem": dotank.problem.title}
    known = dotank.problem.how_we_would_know
    return " ".join([words, _("How we will know: %s") % known] if known else [words])


def _brings(dotank: DoTank) -> str:
    hours = ngettext(
        "Everybody brings %(hours)s hour a week.", "Everybody brings %(hours)s hours a week.", dotank.hours_a_week
    )
    need = getattr(dotank.problem, "need", None)
    skills = [str(Skill(name).label) for name, weight in (need.skills if need else {}).items() if weight]
    together = _("Together we bring: %s.") % ", ".join(skills) if skills else ""
    roles = _("The driver keeps the work going, the challenger asks what nobody asks, the coordinator helps on.")
    return " ".join(filter(None, [hours % {"hours": dotank.hours_a_week}, together, roles]))


def _fitting(words: str) -> str:
    return Truncator(words).chars(LINE)
