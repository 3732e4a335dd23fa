"""What the templates of public pages say in words: addresses, dates, numbers, outcomes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info

from common.figures import day_words, number_words
from experiments.states import Level
from flow.pages.addresses import in_language, without_language
from flow.trail import Trail
from ideas.models import Problem
from ideas.places import place_words
from people.countries import country_name
from people.words import Language

register = template.Library()

TONES = {"worked": "good", "partly": "partly", "did_not_work": "bad"}


@register.filter
def day(at: date | None) -> str:
    """A date as it is written out: 24 November 2026."""
    if at is None:
        return ""
    return day_words(localtime(at).date() if isinstance(at, datetime) else at)


@register.filter
def number(value: Decimal | int) -> str:
    """A number as this language writes it, without idle zeros."""
    return number_words(value)


@register.filter
def place(problem: Problem) -> str:
    """Where a problem comes from, as far as it may be told."""
    return place_words(problem)


@register.filter
def here(link: str | None) -> str:
    """The same address under the language of this page."""
    return in_language(link, get_language() or "en") if link else ""


@register.filter
def country(code: str) -> str:
    """A country's name."""
    return country_name(code, get_language() or "en")


@register.filter
def tone(outcome: str) -> str:
    """The colour and shape that repeat an outcome's word."""
    return TONES.get(outcome, "quiet")


@register.filter
def fate_tone(fate: str) -> str:
    """The colour and shape that repeat what became of a rule."""
    return {"exempted": "now", "changed": "good", "scrapped": "good"}.get(fate, "quiet")


@register.filter
def score_words(score: int) -> str:
    """A score from -2 to 2 in words."""
    return str(Level.of(score).label)


@register.filter
def score_tone(score: int) -> str:
    """The colour and shape that repeat a score's words."""
    return "good" if score > 0 else "bad" if score < 0 else "quiet"


@register.filter
def foreign(language: str) -> str:
    """The name of a language other than the page's; nothing where it is the same."""
    return str(Language(language).label) if language in Language.values and language != get_language() else ""


@register.filter
def lang(language: str) -> SafeString:
    """The lang attribute of something written in another language than the page."""
    return format_html(' lang="{}"', language) if language != get_language() else SafeString("")


@register.filter
def spelled(slug: str) -> str:
    """A slug as words."""
    return slug.replace("-", " ")


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[dict[str, Any]]:
    """This page in each language, with the language's own name for itself."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    bare = without_language(request.path)
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "link": in_language(bare, code) + (f"?{query}" if query else ""),
            "canonical": settings.SITE_URL + in_language(bare, code),
            "bare": settings.SITE_URL + bare,
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag
def setting(name: str) -> str:
    """A setting that pages may show, empty where this installation has none."""
    return str(getattr(settings, name, "")) if name in {"CONTACT_EMAIL", "SOURCE_URL", "SITE_URL"} else ""


@register.inclusion_tag("parts/flowline.html")
def flowline(trail: Trail, small: bool = False) -> dict[str, Any]:
    """The five stations with this case's place on them; small: without dates and without who is next."""
    return {"trail": trail, "small": small}


@register.simple_tag
def field_input(field: BoundField, no_hints: bool | str = False) -> SafeString:
    """The field's input in our look, tied to its hint and its error."""
    described = [
        *([f"{field.auto_id}-hint"] if field.help_text and not no_hints else []),
        *([f"{field.auto_id}-error"] if field.errors else []),
    ]
    # The label above says it already, and does not vanish when one types.
    field.field.widget.attrs.pop("placeholder", None)
    attrs: dict[str, str | bool] = {"class": "ds-input"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return conditional_escape(field.as_widget(attrs=attrs))
