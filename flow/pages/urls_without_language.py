from django.urls import path, re_path

from flow.pages import public

urlpatterns: list[object] = [
    path("", public.in_my_language),
    path("robots.txt", public.robots),
    path("sitemap.xml", public.sitemap),
    re_path(r"^(?:library|problems|how-it-works|what-we-store|accessibility)/", public.in_my_language),
]
