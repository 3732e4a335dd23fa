from django.urls import path

from learning.api import handbook, lessons

urlpatterns = [
    path("lessons/<uuid:lesson_id>/", lessons.LessonView.as_view()),
    path("cases/<slug:slug>/", handbook.CaseView.as_view()),
    path("tools/<slug:slug>/", handbook.ToolView.as_view()),
    path("handbook/", handbook.HandbookView.as_view()),
]
