"""Pages of sign-in and of one's account; what settings do not offer has no address."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from people.sign_in import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.account.urls")),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("sessions/end/", views.end_session, name="end_other_sessions"),
    path("sessions/<int:session_id>/end/", views.end_session, name="end_session"),
]
if settings.SECOND_FACTORS:
    urlpatterns += [path("2fa/", include("allauth.mfa.urls"))]
else:
    urlpatterns += [path("2fa/", views.sessions, name="mfa_index")]
if settings.OIDC_PROVIDERS:
    urlpatterns += [
        path("organisation/", include("allauth.socialaccount.urls")),
        path("organisation/<slug:provider_id>/", views.sign_in_there, name="openid_connect_login"),
        path("organisation/<slug:provider_id>/connect/", views.connect, name="openid_connect_connect"),
        path("organisation/<slug:provider_id>/confirm/", views.confirm, name="openid_connect_confirm"),
    ]
