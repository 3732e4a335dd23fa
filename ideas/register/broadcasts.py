"""What follows a change to the register."""

from common.feed import note_change
from ideas.models import Rule


def rule_changed(rule: Rule) -> None:
    """Search follows."""
    note_change("rule", rule.pk)
