from django.urls import path

from people.api import group_members, groups, me, notices, profile, roles, words

urlpatterns = [
    path("me/", me.MeView.as_view()),
    path("me/profile/", profile.ProfileView.as_view()),
    path("me/notices/", notices.NoticesView.as_view()),
    path("me/notices/seen/", notices.NoticesSeenView.as_view()),
    path("words/", words.WordsView.as_view()),
    path("groups/", groups.GroupsView.as_view()),
    path("groups/<uuid:group_id>/", groups.GroupView.as_view()),
    path("groups/<uuid:group_id>/goal/", groups.GroupGoalView.as_view()),
    path("groups/<uuid:group_id>/close/", groups.CloseGroupView.as_view()),
    path("groups/<uuid:group_id>/join/", group_members.JoinGroupView.as_view()),
    path("groups/<uuid:group_id>/requests/", group_members.GroupRequestsView.as_view()),
    path("groups/<uuid:group_id>/requests/take-back/", group_members.TakeRequestBackView.as_view()),
    path("groups/<uuid:group_id>/leave/", group_members.LeaveGroupView.as_view()),
    path("groups/<uuid:group_id>/members/", group_members.GroupMembersView.as_view()),
    path("memberships/<uuid:membership_id>/let-in/", group_members.LetInView.as_view()),
    path("memberships/<uuid:membership_id>/turn-down/", group_members.TurnDownView.as_view()),
    path("memberships/<uuid:membership_id>/name-convener/", group_members.NameConvenerView.as_view()),
    path("memberships/<uuid:membership_id>/remove/", group_members.RemoveMemberView.as_view()),
    path("managers/", roles.ManagersView.as_view()),
]
