from django.urls import path

from people.api import me, notices, profile, roles, words

urlpatterns = [
    path("me/", me.MeView.as_view()),
    path("me/profile/", profile.ProfileView.as_view()),
    path("me/notices/", notices.NoticesView.as_view()),
    path("me/notices/seen/", notices.NoticesSeenView.as_view()),
    path("words/", words.WordsView.as_view()),
    path("managers/", roles.ManagersView.as_view()),
]
