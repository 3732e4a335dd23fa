from django.urls import path

from flow.api import earlier, groups, portfolio, views

urlpatterns = [
    path("desk/", views.DeskView.as_view()),
    path("search/", views.SearchView.as_view()),
    path("problems/<uuid:problem_id>/trail/", views.TrailView.as_view()),
    path("problems/<uuid:problem_id>/earlier/", earlier.EarlierView.as_view()),
    path("dotanks/<uuid:dotank_id>/earlier/", earlier.WhatWasUsedView.as_view()),
    path("groups/<uuid:group_id>/cases/", groups.GroupCasesView.as_view()),
    path("groups/<uuid:group_id>/changes/", groups.GroupChangesView.as_view()),
    path("dotanks/<uuid:dotank_id>/proposals/", views.SubmitView.as_view()),
    path("proposals/<uuid:proposal_id>/decline/", views.DeclineProposalView.as_view()),
    path("proposals/<uuid:proposal_id>/withdraw-sign-off/", views.WithdrawSignOffView.as_view()),
    path("pilots/<uuid:pilot_id>/conclude/", views.ConcludePilotView.as_view()),
    path("organisations/<uuid:organisation_id>/portfolio/", portfolio.PortfolioView.as_view()),
    path("lessons/<uuid:lesson_id>/publish/", views.PublishLessonView.as_view()),
]
