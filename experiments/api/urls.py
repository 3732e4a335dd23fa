from django.urls import path

from experiments.api import gate_views, listing, proposals, views

urlpatterns = [
    path("sign-offs/", proposals.SignOffsView.as_view()),
    path("dotanks/<uuid:dotank_id>/to-submit/", proposals.ToSubmitView.as_view()),
    path("proposals/<uuid:proposal_id>/", proposals.ProposalView.as_view()),
    path("proposals/<uuid:proposal_id>/differences/", proposals.ChangesView.as_view()),
    path("proposals/<uuid:proposal_id>/paper/", proposals.PaperView.as_view()),
    path("proposals/<uuid:proposal_id>/sign-off/", proposals.SignOffView.as_view()),
    path("proposals/<uuid:proposal_id>/send-back/", proposals.SendBackView.as_view()),
    path("proposals/<uuid:proposal_id>/pilots/", views.PreparePilotView.as_view()),
    path("pilots/", listing.PilotsView.as_view()),
    path("pilots/places/", listing.PilotPlacesView.as_view()),
    path("pilots/<uuid:pilot_id>/", views.PilotView.as_view()),
    path("pilots/<uuid:pilot_id>/innovation/", views.InnovationView.as_view()),
    path("pilots/<uuid:pilot_id>/open/", views.OpenPilotView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/", views.ReadingsView.as_view()),
    path("pilots/<uuid:pilot_id>/pause/", views.PausePilotView.as_view()),
    path("pilots/<uuid:pilot_id>/resume/", views.ResumePilotView.as_view()),
    path("pilots/<uuid:pilot_id>/stop/", views.StopPilotView.as_view()),
    path("pilots/<uuid:pilot_id>/clashes/look/", gate_views.ClashesLookView.as_view()),
    path("pilots/<uuid:pilot_id>/copy-exemption/", gate_views.CopyExemptionView.as_view()),
    path("exemptions/", gate_views.ExemptionsView.as_view()),
    path("exemptions/<uuid:exemption_id>/ask-to-copy/", gate_views.AskToCopyView.as_view()),
    path("copy-requests/", gate_views.CopyRequestsView.as_view()),
    path("copy-requests/<uuid:request_id>/answer/", gate_views.CopyRequestAnswerView.as_view()),
]
