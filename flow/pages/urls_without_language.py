from django.urls import path, re_path

from flow.pages import public

urlpatterns: list[object] = [
    path("", public.in_my_language),
    re_path(r"^(?:library|problems|how-it-works|what-we-store|accessibility)/", public.in_my_language),
]
