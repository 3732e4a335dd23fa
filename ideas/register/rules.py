"""May this person?"""

from people.models import Person
from people.rules import is_coordinator


def abilities(person: Person) -> dict[str, bool]:
    """What this person may do with the entries of the register."""
    return dict.fromkeys(("edit", "record_fate", "merge"), is_coordinator(person))
