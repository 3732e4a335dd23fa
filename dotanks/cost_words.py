"""What a change of a proposed team costs, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dotanks.trying import Side, Tried
from people.words import Skill

# Points of a hundred under which a difference in how a team is mixed is not worth a sentence.
WORTH_A_WORD = 0.5


def points(side: Side) -> int:
    """The team's worth in whole points."""
    return round(side.team.worth.total)


def cost(tried: Tried) -> int:
    """The points the change costs; below zero it gains some."""
    return points(tried.advised) - points(tried.chosen)


def sentences(tried: Tried) -> list[str]:
    """The cost first, then what is lost and what is gained."""
    return [_points(cost(tried)), *_skills(tried), *_organisations(tried), *_mix(tried)]


def _points(lost: int) -> str:
    if lost == 0:
        return _("This costs nothing.")
    if lost > 0:
        return ngettext("This costs %(points)s point.", "This costs %(points)s points.", lost) % {"points": lost}
    return ngettext("This gains %(points)s point.", "This gains %(points)s points.", -lost) % {"points": -lost}


def _skills(tried: Tried) -> Iterator[str]:
    gained = []
    for before, after in zip(tried.advised.skills, tried.chosen.skills, strict=True):
        words = {"skill": Skill(before.skill).label, "before": before.level, "after": after.level}
        if after.level == 0 < before.level:
            yield _("Nobody with “%(skill)s” any more.") % words
        elif after.level < before.level:
            yield _("Nobody with “%(skill)s” at level %(before)s any more; the best is level %(after)s.") % words
        elif after.able < before.able and after.able == 1:
            yield _("Only one person left who is at home in “%(skill)s”.") % words
        elif after.level > before.level:
            gained.append(_("“%(skill)s” is now there at level %(after)s.") % words)
    yield from gained


def _organisations(tried: Tried) -> Iterator[str]:
    before, after = tried.advised.organisations, tried.chosen.organisations
    if after < before:
        yield _("Organisations: %(after)s instead of %(before)s.") % {"before": before, "after": after}


def _mix(tried: Tried) -> Iterator[str]:
    before, after = tried.advised.team.worth, tried.chosen.team.worth
    if before.diversity - after.diversity >= WORTH_A_WORD:
        yield _("The organisations, regions and levels in it differ less.")
    if before.new_voices - after.new_voices >= WORTH_A_WORD:
        yield _("Fewer people who would be in a Do Tank for the first time.")
