from django.urls import path, re_path

from flow.pages import invitations, letters, organisations, public

urlpatterns: list[object] = [
    path("", public.in_my_language),
    path("robots.txt", public.robots),
    path("sitemap.xml", public.sitemap),
    path("invitations/<str:token>/yes/", invitations.accept, name="accept_invitation"),
    path("invitations/<str:token>/no/", invitations.decline, name="decline_invitation"),
    path("letters/<slug:secret>/", letters.fewer, name="fewer_letters"),
    path("organisations/<slug:slug>/colours.css", organisations.colours, name="organisation_colours"),
    re_path(
        r"^(?:library|problems|organisations|groups|how-it-works|what-we-store|accessibility)/", public.in_my_language
    ),
]
