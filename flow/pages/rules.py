"""The register of rules in the way as anybody may read it: the list, and a page for each."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from common.refusals import Unknown
from experiments.models import Pilot
from flow.pages.library import address, page_number
from ideas.models import Rule
from ideas.register import queries
from ideas.register.states import RegisterKind, RuleFate
from people.rules import is_coordinator

PAGE_SIZE = 20
PROBLEMS_SHOWN = 20
PILOTS_SHOWN = 10
LONGEST_QUERY = 100


def listed(request: HttpRequest) -> HttpResponse:
    """Rules in the way, those most problems name first; every choice is part of the address."""
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    kind = kind if kind in RegisterKind.values else ""
    page = page_number(request.GET.get("page", ""))
    rows = queries.rules_in_the_way(kind=kind, q=query)
    start = (page - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    chosen = {"kind": [kind]} if kind else {}
    context = {
        "rules": [(rule, fate_words(rule)) for rule in found[:PAGE_SIZE]],
        "query": query,
        "kind": kind,
        "kinds": [(value, words, address(query, {"kind": [value]})) for value, words in RegisterKind.choices],
        "all_kinds": address(query, {}),
        "earlier": address(query, chosen, page=page - 1) if page > 1 else "",
        "later": address(query, chosen, page=page + 1) if len(found) > PAGE_SIZE else "",
        "keeps": is_coordinator(request.user),  # type: ignore[arg-type]
        "first_page": page == 1 and not query,
    }
    return render(request, "rules/list.html", context)


def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """What the rule is, whose, what became of it, and the problems that name it."""
    try:
        row = queries.get_rule(rule_id)
    except Unknown as missing:
        raise Http404 from missing
    if row.pk != rule_id:
        return HttpResponseRedirect(reverse("rule", args=[row.pk]))
    pilots = Pilot.objects.none()
    if request.user.is_authenticated:
        pilots = Pilot.objects.open_to_members().filter(exemption__names_rule__in=[row, *row.spellings.all()])
    context = {
        "rule": row,
        "last_fate": fate_words(row),
        "fates": queries.fates_of(row),
        "problems": queries.problems_naming(row)[:PROBLEMS_SHOWN],
        "pilots": pilots.order_by("-opened_at")[:PILOTS_SHOWN],
        "keeps": is_coordinator(request.user),  # type: ignore[arg-type]
    }
    return render(request, "rules/rule.html", context)


def fate_words(rule: Rule) -> str:
    """What became of the rule last, in words; nothing where nothing is recorded."""
    last = getattr(rule, "last_fate", None)
    return str(RuleFate(last).label) if last else ""
