"""An organisation's OpenID Connect service over HTTP: a library's, behind a layer that checks our side and can lie."""

import base64
import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import oidc_provider_mock
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from werkzeug.serving import make_server

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # the library's own word for: on this machine plain HTTP will do

Claims = dict[str, Any]
LIAR = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Service:
    """What one organisation runs. `people` says by `sub` what it knows of each."""

    def __init__(self, people: dict[str, Claims]) -> None:
        users = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in people.items()]
        self._library = oidc_provider_mock.app(require_nonce=True, user_claims=users).wsgi_app
        self._asked: dict[str, str] = {}
        # How it lies: another token for these claims, another discovery document, an answer that does not come.
        self.token: Callable[[Claims], str] | None = None
        self.discovery: Callable[[Claims], Any] | None = None
        self.before: Callable[[str], None] = lambda _path: None
        self._server = make_server("127.0.0.1", 0, self, threaded=True)
        self.issuer = f"http://127.0.0.1:{self._server.port}"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        self.before(path)
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(sent)
        question = parse_qs(environ["QUERY_STRING"])
        if path == "/oauth2/token" and not self._is_the_one_who_asked(parse_qs(sent.decode())):
            start_response("400 Bad Request", [("Content-Type", "application/json")])
            return [b'{"error": "invalid_grant"}']
        head: list[Any] = []
        body = b"".join(self._library(environ, lambda *told: head.extend(told)))
        status, headers = head[0], dict(head[1])
        if path == "/oauth2/authorize" and "Location" in headers:
            assert question["code_challenge_method"] == ["S256"]
            code = parse_qs(urlsplit(headers["Location"]).query).get("code", [""])[0]
            self._asked[code] = question["code_challenge"][0]
        if path == "/oauth2/token" and self.token and status.startswith("200"):
            told = json.loads(body)
            claims = jwt.decode(told["id_token"], options={"verify_signature": False})
            body = json.dumps({**told, "id_token": self.token(claims)}).encode()
        if path == "/jwks" and self.token:
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(LIAR.public_key()))
            body = json.dumps({"keys": [{**key, "kid": "liar", "use": "sig", "alg": "RS256"}]}).encode()
        if path.startswith("/.well-known") and self.discovery:
            body = json.dumps(self.discovery(json.loads(body))).encode()
        headers["Content-Length"] = str(len(body))
        start_response(status, list(headers.items()))
        return [body]

    def _is_the_one_who_asked(self, told: dict[str, list[str]]) -> bool:
        verifier = told.get("code_verifier", [""])[0].encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
        return self._asked.get(told["code"][0]) == challenge

    @contextmanager
    def running(self) -> Iterator["Service"]:
        """Answering on this machine, until the end."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.stop()

    def stop(self) -> None:
        """Nobody answers any more."""
        self._server.shutdown()
        self._server.server_close()


def signed(claims: Claims, **header: Any) -> str:
    """A token signed with the key that the liar shows."""
    return jwt.encode(claims, LIAR, algorithm="RS256", headers={"kid": "liar", **header})


def drip(_path: str) -> None:
    """So slow that each byte would still be in time."""
    time.sleep(30)


def address_on(page: str) -> str:
    """Where the page in between leads."""
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)
    assert found, page[-3000:]
    return unescape(found[1])


def asked_of(client: Any, name: str = "home", how: str = "", **more: Any) -> str:
    """Press the organisation's button; the address one is sent to."""
    response = client.post(f"/accounts/organisation/{name}/{how}", more)
    assert response.status_code == 200, (response.status_code, response.headers.get("Location"))
    return address_on(response.content.decode())


def let_in_as(sub: str, address: str) -> str:
    """Say there who one is; the address on our side that one is sent back to."""
    answer = httpx.post(address, data={"sub": sub})
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(client: Any, sub: str, name: str = "home", how: str = "", **more: Any) -> Any:
    """The whole way there and back."""
    return client.get(let_in_as(sub, asked_of(client, name, how, **more)))


HOME = "municipality-of-home"
NORA = {"name": "Nora New", "email": "nora.new@municipality-of-home.example", "email_verified": True}
Use = Callable[..., None]


def signed_in(client: Client) -> bool:
    return client.get("/api/me/").status_code == 200
