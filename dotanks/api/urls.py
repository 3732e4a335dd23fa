from django.urls import path

from dotanks.api import changing, offers, views

urlpatterns = [
    path("problems/<uuid:problem_id>/need/", views.NeedView.as_view()),
    path("problems/<uuid:problem_id>/proposed-teams/", views.ProposedTeamsView.as_view()),
    path("proposed-teams/<uuid:proposed_team_id>/", views.ProposedTeamView.as_view()),
    path("proposed-teams/<uuid:proposed_team_id>/confirm/", views.ConfirmTeamView.as_view()),
    path("people/<uuid:person_id>/offer/", offers.OfferView.as_view()),
    path("proposed-teams/<uuid:proposed_team_id>/try/", changing.TryTeamView.as_view()),
    path("proposed-teams/<uuid:proposed_team_id>/widen/", changing.WidenNeedView.as_view()),
    path("dotanks/", views.DoTanksView.as_view()),
    path("dotanks/<uuid:dotank_id>/", views.DoTankView.as_view()),
    path("dotanks/<uuid:dotank_id>/invitations/", views.InvitationsView.as_view()),
    path("dotanks/<uuid:dotank_id>/others/", views.OthersView.as_view()),
    path("dotanks/<uuid:dotank_id>/seat-changes/", changing.SeatChangesView.as_view()),
    path("invitations/<uuid:invitation_id>/", views.InvitationView.as_view()),
    path("invitations/<uuid:invitation_id>/accept/", views.AcceptInvitationView.as_view()),
    path("invitations/<uuid:invitation_id>/decline/", views.DeclineInvitationView.as_view()),
    path("dotanks/<uuid:dotank_id>/start/", views.StartView.as_view()),
    path("dotanks/<uuid:dotank_id>/dissolve/", views.DissolveView.as_view()),
    path("dotanks/<uuid:dotank_id>/manager/", views.ManagerView.as_view()),
    path("dotanks/<uuid:dotank_id>/versions/", views.VersionsView.as_view()),
    path("versions/<uuid:version_id>/", views.VersionView.as_view()),
    path("dotanks/<uuid:dotank_id>/proposals/", views.SubmitView.as_view()),
]
