"""What a person says of themselves."""

from django.db import transaction

from people.models import Person


@transaction.atomic
def choose_language(*, person: Person, language: str) -> Person:
    """From now on answer and write to the person in this language."""
    person.language = language
    person.save(update_fields=["language"])
    return person
