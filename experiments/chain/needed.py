"""Which sign-offs a submission needs, worked out from its answers and the organisation's setting."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common.refusals import Missing
from dotanks.models import DoTank
from dotanks.states import Risk
from experiments.chain.conflicts import in_conflict
from experiments.states import SignOffKind
from ideas.models import Rule
from people.models import Organisation
from people.queries import holding
from people.words import RoleKind

# In this order where they answer one after the other; the manager is last and reads what the others said.
OFFICERS = (SignOffKind.LEGAL, SignOffKind.DATA_PROTECTION, SignOffKind.FINANCE, SignOffKind.RULE_OWNER)
ASKS_FOR = {
    Risk.PERSONAL_DATA: (SignOffKind.DATA_PROTECTION,),
    Risk.VULNERABLE_PEOPLE: (SignOffKind.LEGAL,),
    Risk.LEGAL_EXEMPTION: (SignOffKind.LEGAL, SignOffKind.RULE_OWNER),
    Risk.MONEY_ABOVE_LIMIT: (SignOffKind.FINANCE,),
    Risk.ANOTHERS_DUTY: (SignOffKind.RULE_OWNER,),
}


@dataclass
class Needed:
    """One sign-off that is needed: whose, where, and the answers that ask for it."""

    kind: SignOffKind
    organisation: Organisation
    because: list[str] = field(default_factory=list)
    place: int = 1


def needed_for(
    dotank: DoTank, risks: Collection[str], duty_of: Organisation | None, names_rule: Rule | None
) -> list[Needed]:
    """The manager always; each officer that an answer asks for, once per organisation."""
    home = dotank.organisation
    found: dict[tuple[str, Organisation], Needed] = {}
    for risk in Risk:
        if risk not in risks:
            continue
        for kind in ASKS_FOR[risk]:
            where = _owner(risk, duty_of, names_rule) if kind == SignOffKind.RULE_OWNER else home
            if where is not None:
                found.setdefault((kind, where), Needed(kind, where)).because.append(risk)
    officers = sorted(found.values(), key=lambda one: (OFFICERS.index(one.kind), one.organisation.name))
    chain = [*officers, Needed(SignOffKind.MANAGER, home)]
    if home.sign_offs_in_order:
        for place, one in enumerate(chain, start=1):
            one.place = place
    return chain


def missing_officers(dotank: DoTank, needed: Iterable[Needed]) -> list[Missing]:
    """Offices that nobody holds who could answer here, each with what to do about it."""
    barred = in_conflict(dotank)
    words = _(
        "Nobody at %(organisation)s can give the sign-off of the %(office)s. "
        "Ask an administrator of that organisation to give somebody this role."
    )
    return [
        Missing(
            code="no_officer",
            words=words % {"organisation": one.organisation.name, "office": one.kind.label.lower()},
            field="risks",
        )
        for one in needed
        if one.kind != SignOffKind.MANAGER
        and not holding(RoleKind(one.kind), one.organisation).exclude(pk__in=barred).exists()
    ]


def _owner(risk: str, duty_of: Organisation | None, names_rule: Rule | None) -> Organisation | None:
    """Whose rule or duty it is; of a rule that no organisation of the network owns, legal answers alone."""
    if risk == Risk.ANOTHERS_DUTY:
        return duty_of
    rule = names_rule and (names_rule.merged_into or names_rule)
    return rule.owner if rule else None
