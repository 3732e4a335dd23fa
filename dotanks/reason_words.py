"""The assembler's codes as sentences in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.figures import number_words
from people.words import Language, OrganisationKind, Skill, Topic


def _skill(data: Mapping[str, Any]) -> str:
    return str(Skill(data["skill"]).label)


def reason(code: str, data: Mapping[str, Any]) -> str:
    """Why this person has this seat."""
    match code:
        case "only_in_skill":
            return _("The only one in the team who brings “%s”.") % _skill(data)
        case "strongest_in_skill":
            return _("The strongest in the team in “%s”.") % _skill(data)
        case "second_in_skill":
            return _("A second person for “%s”, so that the team does not depend on one.") % _skill(data)
        case "only_kind":
            return _("The only voice from this kind of organisation: %s.") % OrganisationKind(data["kind"]).label
        case "only_region":
            return _("The only voice from %(region)s.") % data
        case "shared_topic":
            return _("Follows the topic “%s”.") % Topic(data["topic"]).label
        case "first_do_tank":
            return _("Would be in a Do Tank for the first time.")
        case "only_member_at_home":
            return _("The only member of the network in their organisation.")
        case "free_hours":
            return _("Has %(hours)s hours a week; %(asked)s are asked.") % {
                "hours": number_words(data["hours"]),
                "asked": number_words(data["asked"]),
            }
    raise LookupError(f"No words for the reason {code!r}.")


def reason_to_you(code: str, data: Mapping[str, Any]) -> str:
    """Why you have this seat, said to the person who is asked."""
    match code:
        case "only_in_skill":
            return _("You would be the only one in the team who brings “%s”.") % _skill(data)
        case "strongest_in_skill":
            return _("You would be the strongest in the team in “%s”.") % _skill(data)
        case "second_in_skill":
            return _("With you, the team does not depend on one person for “%s”.") % _skill(data)
        case "only_kind":
            kind = OrganisationKind(data["kind"]).label
            return _("You would be the only voice from this kind of organisation: %s.") % kind
        case "only_region":
            return _("You would be the only voice from %(region)s.") % data
        case "shared_topic":
            return _("You follow the topic “%s”.") % Topic(data["topic"]).label
        case "first_do_tank":
            return _("It would be your first Do Tank, and newcomers are wanted.")
        case "only_member_at_home":
            return _("You are the only member of the network in your organisation.")
        case "free_hours":
            return _("You have %(hours)s hours a week; %(asked)s are asked.") % {
                "hours": number_words(data["hours"]),
                "asked": number_words(data["asked"]),
            }
    raise LookupError(f"No words for the reason {code!r}.")


def unmet(code: str, data: Mapping[str, Any]) -> str:
    """What nobody could give."""
    match code:
        case "nobody_eligible":
            return _("Nobody in the network can be asked for this need.")
        case "hours_nobody_has":
            return _("Asked are %(asked)s hours a week; the most anybody can give is %(most)s.") % {
                "asked": number_words(data["asked"]),
                "most": number_words(data["most"]),
            }
        case "needed_elsewhere":
            return _("The people who fit are needed more in other teams that were put together at the same time.")
        case "no_shared_language":
            return _("Too few people share one of the problem's languages.")
        case "below_minimum":
            return _("People who fit: %(found)s. Needed: at least %(smallest)s.") % data
        case "fewer_than_wanted":
            return _("People who fit: %(found)s. Wanted: %(wanted)s.") % data
        case "seat_left_open":
            return _("Seats filled: %(found)s of %(wanted)s. Nobody else would add anything.") % data
        case "too_few_organisations":
            return _("Other organisations with people who fit: %(found)s. Needed: %(needed)s.") % data
        case "everybody_busy":
            return ngettext(
                "%(busy)s colleague would fit, but has no time now.",
                "%(busy)s colleagues would fit, but have no time now.",
                data["busy"],
            ) % {"busy": data["busy"]}
        case "skill_missing" | "skill_thin":
            return _("Nobody in the team is at home in “%s”. An expert could be asked for an hour.") % _skill(data)
        case "one_first_timer":
            return _("One person would be the only newcomer; a second one would make it easier.")
    raise LookupError(f"No words for what is unmet: {code!r}.")


def widening(code: str, data: Mapping[str, Any], *, size: int, skills_gained: list[str]) -> str:
    """One way of asking for less, and what it would give."""
    match code:
        case "second_language":
            way = _("Also work in %s") % Language(data["language"]).label
        case "one_more_per_organisation":
            way = _("Allow %s people from one organisation") % data["max_per_organisation"]
        case "fewer_hours":
            way = _("Ask for %s hours a week") % number_words(data["hours"])
        case _unknown:
            raise LookupError(f"No words for the way of widening {code!r}.")
    team = _("a team of %(size)s") % {"size": size}
    gained = ", ".join(str(Skill(skill).label) for skill in skills_gained)
    return f"{way}: {team}" + (_(" and “%s” in it") % gained if gained else "") + "."


def broken(code: str) -> str:
    """A rule that a team changed by hand would break."""
    words = {
        "poster_organisation": _("Somebody works for the poster's organisation."),
        "per_organisation": _("Too many people come from the same organisation."),
        "no_free_slot": _("Somebody takes part in enough Do Tanks already."),
        "too_few_hours": _("Somebody has fewer hours a week than are asked."),
        "time_zone": _("Somebody's working day is too far from the poster's."),
        "no_shared_language": _("Somebody speaks none of the problem's languages."),
        "language_not_of_problem": _("The team's language is not one of the problem's languages."),
        "not_the_team_language": _("Somebody does not speak the team's language."),
        "size": _("The team has too few or too many people."),
        "too_few_organisations": _("The team needs people from at least two other organisations."),
        "conflict_line": _("Two people answer to the same ministry or group above their organisations."),
    }
    return words.get(code, _("Somebody in this team cannot be asked now."))
