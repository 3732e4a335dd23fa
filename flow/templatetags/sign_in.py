"""What the pages of sign-in say in words: services, browsers, how long ago."""

import re
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from babel.dates import format_timedelta
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people import rules

register = template.Library()

# The first that is found: others call themselves by these names too.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.simple_tag(takes_context=True)
def organisations_sign_in(context: template.Context) -> list[dict[str, Any]]:
    """The sign-in services of organisations, and whether the reader's account is connected."""
    user = context["request"].user
    connected = (
        dict(SocialAccount.objects.filter(user=user).values_list("provider", "pk")) if user.is_authenticated else {}
    )
    return [
        {"id": app["provider_id"], "name": app["name"], "account": connected.get(app["provider_id"])}
        for app in settings.OIDC_PROVIDERS
    ]


@register.filter
def browser(user_agent: str) -> str:
    """What somebody sits at, as they would call it: Firefox on Windows."""
    name = next((words for mark, words in BROWSERS.items() if mark in user_agent), "")
    system = next((words for mark, words in SYSTEMS.items() if re.search(mark, user_agent)), "")
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or _("Another program")


@register.filter
def ago(at: datetime) -> str:
    """How long ago: 3 minutes ago."""
    return format_timedelta(at - timezone.now(), add_direction=True, locale=get_language() or "en", threshold=1.5)


@register.filter
def asleep(person: Any) -> bool:
    """Whether a role of this person waits for a second step at sign-in."""
    return bool(rules.asleep(person))
