"""Where everything is."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from flow.pages import app, health

api = [
    path("", include("people.api.urls")),
    path("", include("ideas.api.urls")),
    path("", include("dotanks.api.urls")),
    path("", include("experiments.api.urls")),
    path("", include("learning.api.urls")),
    path("", include("flow.api.urls")),
]

# What an organisation's sign-in service and second factors answer to; absent until settings switch them on.
accounts = [path("", include("allauth.account.urls"))]
if settings.MFA_SUPPORTED_TYPES:
    accounts += [path("2fa/", include("allauth.mfa.urls"))]
if settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
    accounts += [
        path("3rdparty/", include("allauth.socialaccount.urls")),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]

urlpatterns = [
    path("health/", health.live),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("api/", include(api)),
    path("accounts/", include(accounts)),
    path("i18n/", include("django.conf.urls.i18n")),
    re_path(r"^app(?:/.*)?$", app.shell, name="app"),
    path("", include("flow.pages.urls_without_language")),
    # Links to sign-in carry the page's language; the addresses above stay for whoever comes without one.
    *i18n_patterns(
        path("", include("flow.pages.urls")),
        path("accounts/", include("allauth.account.urls")),
    ),
]

handler400 = "flow.pages.refused.bad_request"
handler403 = "flow.pages.refused.forbidden"
handler404 = "flow.pages.refused.not_found"
handler500 = "flow.pages.refused.unexpected"
