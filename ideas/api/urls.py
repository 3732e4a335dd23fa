from django.urls import path

from ideas.api import conversation, groups, looks, views

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
    path("problems/<uuid:problem_id>/conversation/", conversation.ConversationView.as_view()),
    path("problems/<uuid:problem_id>/support/", conversation.SupportView.as_view()),
    path("problems/<uuid:problem_id>/support/withdraw/", conversation.WithdrawSupportView.as_view()),
    path("problems/<uuid:problem_id>/follow/", conversation.FollowView.as_view()),
    path("problems/<uuid:problem_id>/unfollow/", conversation.UnfollowView.as_view()),
    path("problems/<uuid:problem_id>/comments/", conversation.CommentsView.as_view()),
    path("problems/<uuid:problem_id>/mentionable/", conversation.MentionableView.as_view()),
    path("problems/<uuid:problem_id>/report/", conversation.ReportProblemView.as_view()),
    path("comments/<uuid:comment_id>/", conversation.CommentView.as_view()),
    path("comments/<uuid:comment_id>/answers/", conversation.AnswersView.as_view()),
    path("comments/<uuid:comment_id>/remove/", conversation.RemoveCommentView.as_view()),
    path("comments/<uuid:comment_id>/hide/", conversation.HideCommentView.as_view()),
    path("comments/<uuid:comment_id>/show-again/", conversation.ShowCommentAgainView.as_view()),
    path("comments/<uuid:comment_id>/report/", conversation.ReportCommentView.as_view()),
    path("reports/", conversation.ReportsView.as_view()),
    path("reports/<uuid:report_id>/settle/", conversation.SettleReportView.as_view()),
]
