from django.urls import path

from flow.pages import public

urlpatterns = [
    path("", public.start, name="start"),
]
