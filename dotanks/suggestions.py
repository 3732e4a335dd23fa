"""What a problem itself says about the team it needs: a plain table, for a coordinator to change."""

from dataclasses import dataclass

from ideas.models import Problem
from ideas.principles import Principle
from ideas.states import RuleKind
from people.words import OrganisationKind, Skill, Topic

FROM_TOPIC = {
    Topic.BENEFITS: (Skill.CASE_WORK, Skill.ADMINISTRATIVE_LAW),
    Topic.BUILDING: (Skill.PERMITS, Skill.ADMINISTRATIVE_LAW),
    Topic.CARE: (Skill.HEALTH_CARE, Skill.CASE_WORK),
    Topic.CRISIS: (Skill.PROCESS_DESIGN,),
    Topic.EDUCATION: (Skill.POLICY_DESIGN,),
    Topic.ENVIRONMENT: (Skill.PERMITS, Skill.DATA_LITERACY),
    Topic.FORMS: (Skill.PLAIN_LANGUAGE, Skill.USER_FOCUS),
    Topic.GRANTS: (Skill.BUDGETING, Skill.ADMINISTRATIVE_LAW),
    Topic.INTERNAL_RULES: (Skill.PROCESS_DESIGN, Skill.INSURGENCY),
    Topic.MOBILITY: (Skill.PERMITS, Skill.POLICY_DESIGN),
    Topic.PROCUREMENT: (Skill.PROCUREMENT, Skill.BUDGETING),
    Topic.STAFF: (Skill.HUMAN_RESOURCES,),
    Topic.WORK: (Skill.CASE_WORK, Skill.POLICY_DESIGN),
}
FROM_RULE = {
    RuleKind.LAW: (Skill.ADMINISTRATIVE_LAW,),
    RuleKind.OWN_RULE: (Skill.PROCESS_DESIGN,),
    RuleKind.HABIT: (Skill.INSURGENCY,),
}
FROM_KIND = {OrganisationKind.HEALTH: (Skill.HEALTH_CARE,)}
FROM_PRINCIPLE = {
    Principle.EXPLORE: (Skill.ITERATION,),
    Principle.PARTNER: (Skill.FACILITATION,),
    Principle.DIFFUSE: (Skill.STORYTELLING,),
}
# What two parts of the problem ask for counts more than what one does.
ONCE, AGAIN, MOST_SKILLS = 5, 7, 6


@dataclass(frozen=True)
class Suggested:
    """Skills with how much each counts, topics and languages that the problem's own answers point at."""

    skills: dict[str, int]
    topics: list[str]
    languages: list[str]


def suggested_by(problem: Problem) -> Suggested:
    """What the problem's topics, its rule, its place and its principle say about the team."""
    skills: dict[str, int] = {}
    pointed = [
        *(FROM_TOPIC.get(Topic(topic), ()) for topic in problem.topics),
        FROM_RULE.get(RuleKind(problem.rule_kind), ()) if problem.rule else (),
        FROM_KIND.get(OrganisationKind(problem.organisation_kind), ()) if problem.organisation_kind else (),
        FROM_PRINCIPLE.get(Principle(problem.principle), ()) if problem.principle else (),
    ]
    for skill in (skill for some in pointed for skill in some):
        skills[skill.value] = AGAIN if skill.value in skills else ONCE
    heaviest = sorted(skills, key=lambda skill: -skills[skill])[:MOST_SKILLS]
    home = problem.organisation.language if problem.organisation else problem.language
    return Suggested(
        skills={skill: skills[skill] for skill in heaviest},
        topics=list(problem.topics),
        languages=list(dict.fromkeys([problem.language, home])),
    )
