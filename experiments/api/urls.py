from django.urls import path

from experiments.api import readings, running, views

urlpatterns = [
    path("proposals/<uuid:proposal_id>/", views.ProposalView.as_view()),
    path("proposals/<uuid:proposal_id>/sign-off/", views.SignOffView.as_view()),
    path("proposals/<uuid:proposal_id>/send-back/", views.SendBackView.as_view()),
    path("proposals/<uuid:proposal_id>/pilots/", views.PreparePilotView.as_view()),
    path("pilots/", views.PilotsView.as_view()),
    path("pilots/<uuid:pilot_id>/", views.PilotView.as_view()),
    path("pilots/<uuid:pilot_id>/innovation/", views.InnovationView.as_view()),
    path("pilots/<uuid:pilot_id>/open/", views.OpenPilotView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/", readings.ReadingsView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/preview/", readings.PreviewReadingsView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/import/", readings.ImportReadingsView.as_view()),
    path("pilots/<uuid:pilot_id>/readings/csv/", readings.ReadingsCsvView.as_view()),
    path("pilots/<uuid:pilot_id>/running/", running.RunningView.as_view()),
    path("pilots/<uuid:pilot_id>/uses/", running.UsesView.as_view()),
    path("pilots/<uuid:pilot_id>/check-ins/", running.CheckInsView.as_view()),
    path("pilots/<uuid:pilot_id>/cards/", running.CardsView.as_view()),
    path("pilots/<uuid:pilot_id>/revoke-exemption/", running.RevokeExemptionView.as_view()),
    path("cards/<uuid:card_id>/", running.CardView.as_view()),
    path("cards/<uuid:card_id>/start/", running.StartCardView.as_view()),
    path("cards/<uuid:card_id>/decide/", running.DecideCardView.as_view()),
    path("pilots/<uuid:pilot_id>/pause/", views.PausePilotView.as_view()),
    path("pilots/<uuid:pilot_id>/resume/", views.ResumePilotView.as_view()),
    path("pilots/<uuid:pilot_id>/stop/", views.StopPilotView.as_view()),
]
