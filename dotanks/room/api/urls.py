"""Addresses under /api/rooms/<room_id>/ and of the things in a room."""

from django.urls import URLPattern, path

from dotanks.room.api import boards, chat, deciding, exporting, margin, sessions, taking_part
from dotanks.room.api.archive import ArchivePreviewView, RoomArchiveView
from dotanks.room.api.attachments import RoomAttachmentFileView, RoomAttachmentsView
from dotanks.room.api.people import RoomPeopleView
from dotanks.room.api.tasks import RoomTasksView
from dotanks.room.api.templates import RoomTemplatesView

SESSION = "rooms/<uuid:room_id>/sessions/<uuid:session_id>/"

urlpatterns: list[URLPattern] = [
    path("rooms/<uuid:room_id>/people/", RoomPeopleView.as_view()),
    path("rooms/<uuid:room_id>/tasks/", RoomTasksView.as_view()),
    path("rooms/<uuid:room_id>/templates/", RoomTemplatesView.as_view()),
    path("rooms/<uuid:room_id>/attachments/", RoomAttachmentsView.as_view()),
    path(
        "rooms/<uuid:room_id>/attachments/<uuid:attachment_id>/file/",
        RoomAttachmentFileView.as_view(),
        name="room_attachment_file",
    ),
    path("rooms/<uuid:room_id>/threads/", margin.MarginThreadsView.as_view()),
    path("margin-threads/<uuid:thread_id>/comments/", margin.AnswerThreadView.as_view()),
    path("margin-threads/<uuid:thread_id>/resolve/", margin.ResolveThreadView.as_view()),
    path("margin-threads/<uuid:thread_id>/reopen/", margin.ReopenThreadView.as_view()),
    path("margin-comments/<uuid:comment_id>/", margin.MarginCommentView.as_view()),
    path("margin-comments/<uuid:comment_id>/remove/", margin.RemoveMarginCommentView.as_view()),
    path("rooms/<uuid:room_id>/messages/", chat.MessagesView.as_view()),
    path("rooms/<uuid:room_id>/messages/unread/", chat.UnreadView.as_view()),
    path("rooms/<uuid:room_id>/messages/export/", chat.ExportMessagesView.as_view()),
    path("messages/<uuid:message_id>/", chat.MessageView.as_view()),
    path("messages/<uuid:message_id>/take-away/", chat.TakeMessageAwayView.as_view()),
    path("rooms/<uuid:room_id>/for-lesson/", taking_part.KeepForLessonView.as_view()),
    path("method-cards/", taking_part.MethodCardsView.as_view()),
    path("rooms/<uuid:room_id>/session-now/", sessions.SessionNowView.as_view()),
    path("rooms/<uuid:room_id>/sessions/", sessions.SessionsView.as_view()),
    path(SESSION, sessions.SessionView.as_view()),
    path(f"{SESSION}start/", sessions.StartSessionView.as_view()),
    path(f"{SESSION}steer/", sessions.SteerSessionView.as_view()),
    path(f"{SESSION}question/", sessions.AgreeOnQuestionView.as_view()),
    path(f"{SESSION}hand-over/", sessions.HandOverSessionView.as_view()),
    path(f"{SESSION}gather/", sessions.GatherView.as_view()),
    path(f"{SESSION}board/", sessions.SessionBoardView.as_view()),
    path(f"{SESSION}end/", sessions.EndSessionView.as_view()),
    path(f"{SESSION}call-off/", sessions.CallOffSessionView.as_view()),
    path(f"{SESSION}record/", sessions.SessionRecordView.as_view()),
    path(f"{SESSION}join/", taking_part.JoinSessionView.as_view()),
    path(f"{SESSION}hand/", taking_part.HandView.as_view()),
    path(f"{SESSION}hands/<uuid:person_id>/", taking_part.LowerHandView.as_view()),
    path(f"{SESSION}entries/", taking_part.EntriesView.as_view()),
    path(f"{SESSION}entries/<uuid:entry_id>/", taking_part.EntryView.as_view()),
    path(f"{SESSION}entries/<uuid:entry_id>/for-lesson/", taking_part.MarkForLessonView.as_view()),
    path(f"{SESSION}tasks/", taking_part.SessionTasksView.as_view()),
    path("board-kinds/", boards.BoardKindsView.as_view()),
    path("rooms/<uuid:room_id>/boards/", boards.BoardsView.as_view()),
    path("boards/<uuid:board_id>/", boards.BoardView.as_view()),
    path("boards/<uuid:board_id>/close/", boards.CloseBoardView.as_view()),
    path("boards/<uuid:board_id>/export.csv", boards.BoardCsvView.as_view()),
    path("boards/<uuid:board_id>/export.svg", boards.BoardSvgView.as_view()),
    path("rooms/<uuid:room_id>/archive/", RoomArchiveView.as_view()),
    path("rooms/<uuid:room_id>/archive/preview/", ArchivePreviewView.as_view()),
    path("rooms/<uuid:room_id>/document/<str:form>/", exporting.DocumentFileView.as_view()),
    path("rooms/<uuid:room_id>/polls/", deciding.PollsView.as_view()),
    path("polls/<uuid:poll_id>/", deciding.PollView.as_view()),
    path("polls/<uuid:poll_id>/open/", deciding.OpenPollView.as_view()),
    path("polls/<uuid:poll_id>/vote/", deciding.VoteView.as_view()),
    path("polls/<uuid:poll_id>/close/", deciding.ClosePollView.as_view()),
    path("polls/<uuid:poll_id>/withdraw/", deciding.WithdrawPollView.as_view()),
    path("rooms/<uuid:room_id>/decisions/", deciding.DecisionsView.as_view()),
    path("decisions/<uuid:decision_id>/keep/", deciding.KeepDecisionView.as_view()),
    path("decisions/<uuid:decision_id>/end/", deciding.EndDecisionView.as_view()),
]
