"""How allauth makes a person: only from an address at an organisation of the network."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone, translation

from people.models import Employment, Organisation, Person, Profile


def organisation_for(email: str) -> Organisation | None:
    """The organisation whose domain this address belongs to."""
    return Organisation.objects.filter(domain__iexact=email.rpartition("@")[2]).first()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up for civil servants: the address proves where somebody works."""

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        organisation = organisation_for(form.cleaned_data["email"])
        assert organisation is not None  # the form has refused every other address
        user.name = form.cleaned_data.get("name", "")
        user.language = translation.get_language() or "en"
        user = super().save_user(request, user, form, commit=True)
        Profile.objects.create(person=user, languages=[user.language])
        Employment.objects.create(person=user, organisation=organisation, since=timezone.localdate())
        return user
