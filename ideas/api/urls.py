from django.urls import path

from ideas.api import groups, looks, views

urlpatterns = [
    path("problems/", views.ProblemsView.as_view()),
    path("problems/<uuid:problem_id>/", views.ProblemView.as_view()),
    path("problems/<uuid:problem_id>/post/", views.PostProblemView.as_view()),
    path("problems/<uuid:problem_id>/publish/", views.PublishProblemView.as_view()),
    path("problems/<uuid:problem_id>/groups/", groups.ProblemGroupsView.as_view()),
    path("problems/<uuid:problem_id>/show-name/", views.ShowNameView.as_view()),
    path("problems/<uuid:problem_id>/looks/", looks.LooksView.as_view()),
    path("looks/<uuid:look_id>/", looks.LookView.as_view()),
    path("looks/<uuid:look_id>/agree/", looks.AgreeToLookView.as_view()),
    path("looks/<uuid:look_id>/refuse/", looks.RefuseLookView.as_view()),
    path("looks/<uuid:look_id>/look/", looks.LookBehindView.as_view()),
    path("problems/<uuid:problem_id>/withdraw/", views.WithdrawProblemView.as_view()),
]
