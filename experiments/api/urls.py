from django.urls import path

from experiments.api import listing, views

urlpatterns = [
    path("proposals/<uuid:proposal_id>/", views.ProposalView.as_view()),
    path("proposals/<uuid:proposal_id>/sign-off/", views.SignOffView.as_view()),
    path("proposals/<uuid:proposal_id>/send-back/", views.SendBackView.as_view()),
    path("proposals/<uuid:proposal_id>/pilots/", views.PreparePilotView.as_view()),
    path("pilots/", listing.PilotsView.as_view()),
    path("pilots/places/", listing.PilotPlacesView.as_view()),
    path("pilots/<uuid:pilot_id>/", views.PilotView.as_view()),
    path("pilots/<uuid:pilot_id>/innovation/", views.InnovationView.as_view()),
    path("pilots/<uuid:pilot_id>/open/", views.OpenPilotView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/", views.ReadingsView.as_view()),
    path("pilots/<uuid:pilot_id>/stop/", views.StopPilotView.as_view()),
]
