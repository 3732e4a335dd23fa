"""How allauth makes a person and lets them in: only from an address at an organisation of the network."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from people.actions.sign_in import settle
from people.models import Organisation, Person
from people.rules import asleep
from people.sign_in import guessing
from people.words import ConfirmedBy


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
        settle(person=user, organisation=organisation, how=ConfirmedBy.DOMAIN)
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if guessing.too_many(credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        guessing.note(credentials.get("email", ""))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk, or first to where a role that sleeps is woken."""
        assert isinstance(request.user, Person)
        return reverse("mfa_index") if asleep(request.user) else settings.LOGIN_REDIRECT_URL

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How this person can show that it is still them, the handiest first."""
        words = {
            "mfa_reauthenticate:webauthn": _("With a passkey"),
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a one-time code"),
        }
        known = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        methods = [{**known[kind], "description": said} for kind, said in words.items() if kind in known]
        names = {app["provider_id"]: app["name"] for app in settings.OIDC_PROVIDERS}
        connected = SocialAccount.objects.filter(user_id=user.pk, provider__in=names) if user.is_authenticated else []
        return methods + [
            {
                "id": f"organisation:{account.provider}",
                "description": _("With %(name)s") % {"name": names[account.provider]},
                "url": reverse("openid_connect_confirm", args=[account.provider]),
            }
            for account in connected
        ]
