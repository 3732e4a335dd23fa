"""What the gate knows of pilots, fetched along."""

from django.db.models import Prefetch, QuerySet

from experiments.models import HinderingRule, Pilot


def with_gate(rows: QuerySet[Pilot]) -> QuerySet[Pilot]:
    """Each with what was answered before its start, and what it took over from another."""
    rules = HinderingRule.objects.select_related("entry__merged_into")
    return rows.select_related(
        "exit_plan", "copied__exemption__names_rule", "copied__exemption__pilot__dotank__organisation"
    ).prefetch_related(
        "answers",
        "routes",
        "checks",
        Prefetch("rules", rules),
        "copied__exemption__pilot__measures",
    )
