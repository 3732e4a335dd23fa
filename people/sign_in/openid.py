"""OpenID Connect: a person is whom the issuer names by `sub`, and the answer is to our question or it is none."""

import base64
import hashlib
import time
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from people.sign_in.asking import TIME_LIMIT, Untrusted, ask

# Signed with the service's own key; "none" and shared secrets are not among them.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_DIFFER_BY = 60
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Client(OAuth2Client):  # type: ignore[misc]
    """The address a person is sent to."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, Any]) -> str:
        address: str = super().get_redirect_url(authorization_url, scope, extra_params)
        # Some services' addresses carry a question of their own.
        return address.replace("?", "&").replace("&", "?", 1) if "?" in authorization_url else address


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One page's conversation with one service."""

    def __init__(self, request: HttpRequest, provider_id: str) -> None:
        super().__init__(request, provider_id)
        self._until = time.monotonic() + TIME_LIMIT
        self._nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the service says of itself; refused where it calls itself by another name."""
        if not hasattr(self, "_openid_config"):
            provider = self.get_provider()
            config = ask("GET", provider.server_url, until=self._until)
            issuer = provider.app.settings["issuer"]
            if config.get("issuer") != issuer:
                raise Untrusted("it says another issuer")
            for name in ENDPOINTS:
                if urlsplit(str(config.get(name, ""))).scheme not in {"https", urlsplit(issuer).scheme}:
                    raise Untrusted(f"no safe {name}")
            self._openid_config = config
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        # As it was made known to the service: without a language, whatever the page speaks.
        return settings.SITE_URL + reverse("openid_connect_callback", args=[self.provider_id])

    def get_client(self, request: HttpRequest, app: SocialApp) -> Client:
        return Client(request, app.client_id, app.secret, "POST", "", self.get_callback_url(request, app))

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        if request.GET.get("iss", app.settings["issuer"]) != app.settings["issuer"] or not pkce_code_verifier:
            raise Untrusted("the answer is not to our question")
        self._nonce = nonce_of(pkce_code_verifier)
        told = {
            "grant_type": "authorization_code",
            "code": request.GET["code"],
            "redirect_uri": self.get_callback_url(request, app),
            "code_verifier": pkce_code_verifier,
        }
        who = {"client_id": app.client_id, "client_secret": app.secret}
        return ask(
            "POST",
            self.access_token_url,
            until=self._until,
            data=told if self.basic_auth else told | who,
            auth=(app.client_id, app.secret) if self.basic_auth else None,
        )

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        return SocialToken(token="")  # we ask who it is, and nothing in their name afterwards

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        claims = self._claims(app, kwargs["response"].get("id_token"))
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _claims(self, app: SocialApp, id_token: Any) -> dict[str, Any]:
        """What the signed answer says, after everything that must be true of it was checked."""
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            claims = jwt.decode(
                id_token,
                key=self._key(kid),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=app.settings["issuer"],
                leeway=CLOCKS_DIFFER_BY,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
            raise Untrusted(f"its token: {type(error).__name__}") from error
        if claims["nonce"] != self._nonce:
            raise Untrusted("its token answers another question")
        if claims.get("azp", app.client_id) != app.client_id or (
            isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims
        ):
            raise Untrusted("its token is for somebody else too")
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise Untrusted("it names nobody")
        return claims

    def _key(self, kid: str | None) -> jwt.PyJWK:
        keys = jwt.PyJWKSet.from_dict(ask("GET", self.openid_config["jwks_uri"], until=self._until)).keys
        found = [key for key in keys if kid is None or key.key_id == kid]
        if len(found) != 1:
            raise Untrusted("its token is signed with a key it does not show")
        return found[0]


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """What we ask a service, and what we take from its answer."""

    oauth2_adapter_class = Adapter

    def get_pkce_params(self) -> dict[str, str]:
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data: dict[str, Any]) -> str:
        # The issuer belongs to the identity: another one may use the same `sub` for somebody else.
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}  # what it said of the person is used now and not kept

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        given = " ".join(str(data[part]) for part in ("given_name", "family_name") if data.get(part))
        email = _text(data, "email").lower()
        return {"email": email, "name": (_text(data, "name") or given or email.partition("@")[0])[:120]}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        verified = data.get("email_verified") is True or self.app.settings["trust_email"]
        email = _text(data, "email").lower()
        return [EmailAddress(email=email, verified=verified, primary=True)] if email else []


def nonce_of(code_verifier: str) -> str:
    """The nonce that belongs to a question: made from its secret, so that no other question has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"nonce " + code_verifier.encode()).digest()).decode().rstrip("=")


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value.strip() if isinstance(value, str) else ""
