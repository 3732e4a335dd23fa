"""What an organisation's answer leads to: a session, a new person, a connected account, a confirmation, or a no."""

import time
from typing import Any

from allauth.account.internal.flows import login as records
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from people.actions.sign_in import follow_roles, settle
from people.adapter import organisation_for
from people.models import Organisation, Person
from people.queries import organisation_of
from people.sign_in import claims, refused
from people.sign_in.asking import Away
from people.words import ConfirmedBy

CONFIRM = "confirm"
ANEW_WITHIN = 5 * 60


class OrganisationSignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A person is found by issuer and `sub` alone; an address never leads to somebody's account."""

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        if error == AuthError.CANCELLED:
            return
        why = "away" if isinstance(exception, Away) else "untrusted" if exception else "again"
        raise refused.refuse(request, provider, why, found=str(exception or ""))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        provider, process = sociallogin.provider, sociallogin.state["process"]
        organisation = claims.organisation_named(provider.app.settings, sociallogin.claims)
        if organisation is None:
            raise refused.refuse(request, provider, "no_organisation")
        if process == CONFIRM:
            raise ImmediateHttpResponse(self._confirm(request, sociallogin))
        person: Any = request.user if process == "connect" else sociallogin.user
        if process == "connect" or sociallogin.is_existing:
            # A former employer's service says nothing about who works elsewhere now.
            if organisation_of(person) != organisation:
                raise refused.refuse(request, provider, "works_elsewhere")
            self._follow_roles(person, organisation, sociallogin)
        else:
            self._check_address(request, sociallogin, organisation)
            sociallogin.organisation = organisation

    def _check_address(self, request: HttpRequest, sociallogin: SocialLogin, organisation: Organisation) -> None:
        email = sociallogin.user.email
        if not email or organisation_for(email) != organisation:
            raise refused.refuse(request, sociallogin.provider, "no_address")
        if Person.objects.filter(email=email).exists() or EmailAddress.objects.filter(email__iexact=email).exists():
            raise refused.refuse(request, sociallogin.provider, "known_address")

    def _confirm(self, request: HttpRequest, sociallogin: SocialLogin) -> Any:
        """Whoever is signed in was asked anew by their organisation, just now."""
        if not sociallogin.is_existing or sociallogin.user != request.user:
            return refused.page(request, sociallogin.provider, "somebody_else")
        asked_at = sociallogin.claims.get("auth_time")
        if not isinstance(asked_at, int) or time.time() - asked_at > ANEW_WITHIN:
            return refused.page(request, sociallogin.provider, "not_anew")
        records.record_authentication(
            request,
            request.user,
            "socialaccount",
            provider=sociallogin.account.provider,
            uid=sociallogin.account.uid,
            reauthenticated=True,
        )
        return resume_request(request) or HttpResponseRedirect(sociallogin.get_redirect_url(request) or "/app/")

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        person: Person = sociallogin.user
        person.email = data.get("email", "")
        person.name = data.get("name", "")
        person.language = translation.get_language() or "en"
        return person

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        person: Person = super().save_user(request, sociallogin, form)
        settle(person=person, organisation=sociallogin.organisation, how=ConfirmedBy.SIGN_IN)
        self._follow_roles(person, sociallogin.organisation, sociallogin)
        return person

    def _follow_roles(self, person: Person, organisation: Organisation, sociallogin: SocialLogin) -> None:
        app = sociallogin.provider.app
        if app.settings.get("roles"):
            kinds = claims.roles_named(app.settings, sociallogin.claims)
            follow_roles(person=person, organisation=organisation, provider=app.provider_id, kinds=kinds)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return get_next_redirect_url(request) or reverse("socialaccount_connections")
