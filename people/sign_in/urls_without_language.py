"""What organisations' services know us by: one address each, whatever language the reader speaks."""

from django.urls import path

from people.sign_in import views

urlpatterns = [path("organisation/<slug:provider_id>/back/", views.callback, name="openid_connect_callback")]
