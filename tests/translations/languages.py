"""The four languages, and how a text sounds in one of them."""

import re
from typing import Any

from django.conf import settings
from django.utils import translation

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != "en"]
# The same word in both languages, and rightly so.
SAME = {
    "nl": {
        "Coach",
        "Do Tank",
        "Pilot",
        "Land",
        "Curiosity",
        "Account",
        "Start",
        "Open",
        "Lynx",
        "Otter",
        "Document",
        "In reserve",
    },
    "sv": {"Coach", "Do Tank", "Pilot", "Problem", "Regional", "Region", "Organisation", "Hare", "Stork"},
    "nb": {"Coach", "Do Tank", "Pilot", "Problem", "Region", "Administrator", "Hare", "Stork", "Over"},
}
QUOTES = " “”«»"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def in_words(words: Any, language: str) -> str:
    with translation.override(language):
        return str(words)
