"""Where everything is."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from flow.pages import app, health

api = [
    path("", include("people.api.urls")),
    path("", include("ideas.api.urls")),
    path("", include("dotanks.api.urls")),
    path("", include("dotanks.room.api.urls")),
    path("", include("experiments.api.urls")),
    path("", include("learning.api.urls")),
    path("", include("flow.api.urls")),
]

urlpatterns = [
    path("health/", health.live),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("api/", include(api)),
    path("accounts/", include("people.sign_in.urls_without_language")),
    path("accounts/", include("people.sign_in.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    re_path(r"^app(?:/.*)?$", app.shell, name="app"),
    path("", include("flow.pages.urls_without_language")),
    # Links to sign-in carry the page's language; the addresses above stay for whoever comes without one.
    *i18n_patterns(
        path("", include("flow.pages.urls")),
        path("accounts/", include("people.sign_in.urls")),
    ),
]

handler400 = "flow.pages.refused.bad_request"
handler403 = "flow.pages.refused.forbidden"
handler404 = "flow.pages.refused.not_found"
handler500 = "flow.pages.refused.unexpected"
