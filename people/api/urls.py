from django.urls import path

from people.api import views

urlpatterns = [
    path("me/", views.MeView.as_view()),
    path("me/notices/", views.NoticesView.as_view()),
    path("me/notices/seen/", views.NoticesSeenView.as_view()),
    path("words/", views.WordsView.as_view()),
    path("managers/", views.ManagersView.as_view()),
]
