from django.urls import path

from ideas.api import groups, views

urlpatterns = [
    path("problems/", views.ProblemsView.as_view()),
    path("problems/<uuid:problem_id>/", views.ProblemView.as_view()),
    path("problems/<uuid:problem_id>/post/", views.PostProblemView.as_view()),
    path("problems/<uuid:problem_id>/publish/", views.PublishProblemView.as_view()),
    path("problems/<uuid:problem_id>/groups/", groups.ProblemGroupsView.as_view()),
    path("problems/<uuid:problem_id>/withdraw/", views.WithdrawProblemView.as_view()),
]
