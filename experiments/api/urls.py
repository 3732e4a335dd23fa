from django.urls import path

from experiments.api import proposals, views

urlpatterns = [
    path("sign-offs/", proposals.SignOffsView.as_view()),
    path("dotanks/<uuid:dotank_id>/to-submit/", proposals.ToSubmitView.as_view()),
    path("proposals/<uuid:proposal_id>/", proposals.ProposalView.as_view()),
    path("proposals/<uuid:proposal_id>/differences/", proposals.ChangesView.as_view()),
    path("proposals/<uuid:proposal_id>/paper/", proposals.PaperView.as_view()),
    path("proposals/<uuid:proposal_id>/sign-off/", proposals.SignOffView.as_view()),
    path("proposals/<uuid:proposal_id>/send-back/", proposals.SendBackView.as_view()),
    path("proposals/<uuid:proposal_id>/pilots/", views.PreparePilotView.as_view()),
    path("pilots/", views.PilotsView.as_view()),
    path("pilots/<uuid:pilot_id>/", views.PilotView.as_view()),
    path("pilots/<uuid:pilot_id>/innovation/", views.InnovationView.as_view()),
    path("pilots/<uuid:pilot_id>/open/", views.OpenPilotView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/", views.ReadingsView.as_view()),
    path("pilots/<uuid:pilot_id>/stop/", views.StopPilotView.as_view()),
]
