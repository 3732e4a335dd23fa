"""Support, following, comments and reports over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from ideas.actions import conversation as actions
from ideas.api.conversation_answers import CommentAnswer, ConversationAnswer, ReportAnswer, ThreadAnswer
from ideas.conversation import mentions, queries
from ideas.conversation.states import HowOften, ReportReason, ReportState
from ideas.models import Comment
from ideas.models.conversation import COMMENT, REASON
from ideas.queries import get_problem
from people.api.answers import PersonCard


class SupportBody(Body):
    how_often = serializers.ChoiceField(choices=HowOften.choices, required=False, allow_blank=True)
    by_name = serializers.BooleanField(required=False)


class CommentBody(Body):
    text = serializers.CharField(max_length=COMMENT)
    mentioned = serializers.ListField(child=serializers.UUIDField(), max_length=10, required=False)


class WriteCommentBody(CommentBody):
    answers_to = serializers.UUIDField(required=False)


class EditCommentBody(CommentBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)


class HideCommentBody(Body):
    reason = serializers.CharField(max_length=REASON)


class ReportBody(Body):
    reason = serializers.ChoiceField(choices=ReportReason.choices)
    words = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class SettleReportBody(Body):
    answer = serializers.CharField(max_length=REASON)


class ReportsQuery(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=ReportState.choices, required=False, default=ReportState.OPEN)


class MentionableQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


def conversation_of(request: SignedInRequest, problem_id: UUID, status: int = 200) -> Response:
    """What is said about the problem, as this person sees it."""
    standing = queries.standing_of(request.user, get_problem(request.user, problem_id))
    return Response(ConversationAnswer(standing, context={"request": request}).data, status=status)


def comment_answer(request: SignedInRequest, comment: Comment, status: int = 200) -> Response:
    """The comment as this person sees it."""
    return Response(CommentAnswer(comment, context={"request": request}).data, status=status)


class ConversationView(APIView):
    @extend_schema(operation_id="read_conversation", responses=ConversationAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """How many say that it is theirs too, and what I said myself."""
        return conversation_of(request, problem_id)


class SupportView(APIView):
    @extend_schema(
        operation_id="support_problem",
        parameters=[IDEMPOTENCY_KEY],
        request=SupportBody,
        responses={201: ConversationAnswer},
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Say that it is mine too, or change how I said it."""
        actions.support_problem(person=request.user, problem_id=problem_id, **checked(SupportBody, request))
        return conversation_of(request, problem_id, 201)


class WithdrawSupportView(APIView):
    @extend_schema(operation_id="withdraw_support", request=None, responses=ConversationAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """It is not mine after all."""
        actions.withdraw_support(person=request.user, problem_id=problem_id)
        return conversation_of(request, problem_id)


class FollowView(APIView):
    @extend_schema(
        operation_id="follow_problem", parameters=[IDEMPOTENCY_KEY], request=None, responses={201: ConversationAnswer}
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Hear of every step."""
        actions.follow_problem(person=request.user, problem_id=problem_id)
        return conversation_of(request, problem_id, 201)


class UnfollowView(APIView):
    @extend_schema(operation_id="unfollow_problem", request=None, responses=ConversationAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Hear no more of it."""
        actions.unfollow_problem(person=request.user, problem_id=problem_id)
        return conversation_of(request, problem_id)


class CommentsView(APIView):
    @extend_schema(operation_id="list_comments", parameters=[PageQuery], responses=page_schema(ThreadAnswer))
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """The threads, newest first, each with its first answers."""
        rows = queries.threads(get_problem(request.user, problem_id))
        return page_of(request, rows, ThreadAnswer, ordering=queries.NEWEST_FIRST)

    @extend_schema(
        operation_id="write_comment",
        parameters=[IDEMPOTENCY_KEY],
        request=WriteCommentBody,
        responses={201: CommentAnswer},
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Write a comment, or answer one."""
        body = checked(WriteCommentBody, request)
        return comment_answer(request, actions.write_comment(person=request.user, problem_id=problem_id, **body), 201)


class AnswersView(APIView):
    @extend_schema(operation_id="list_answers", parameters=[PageQuery], responses=page_schema(CommentAnswer))
    def get(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """All answers to a comment, oldest first."""
        rows = queries.answers_to(request.user, comment_id)
        return page_of(request, rows, CommentAnswer, ordering=queries.IN_ORDER)


class CommentView(APIView):
    @extend_schema(operation_id="edit_comment", request=EditCommentBody, responses=CommentAnswer)
    def patch(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Change my comment."""
        body = checked(EditCommentBody, request)
        return comment_answer(request, actions.edit_comment(person=request.user, comment_id=comment_id, **body))


class RemoveCommentView(APIView):
    @extend_schema(operation_id="remove_comment", request=None, responses=CommentAnswer)
    def post(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Take my words back; answers to them stay."""
        return comment_answer(request, actions.remove_comment(person=request.user, comment_id=comment_id))


class HideCommentView(APIView):
    @extend_schema(operation_id="hide_comment", request=HideCommentBody, responses=CommentAnswer)
    def post(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Hide a comment with a reason that its author reads; for coordinators."""
        body = checked(HideCommentBody, request)
        return comment_answer(request, actions.hide_comment(coordinator=request.user, comment_id=comment_id, **body))


class ShowCommentAgainView(APIView):
    @extend_schema(operation_id="show_comment_again", request=None, responses=CommentAnswer)
    def post(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Let a hidden comment be read again; for coordinators."""
        return comment_answer(request, actions.show_comment_again(coordinator=request.user, comment_id=comment_id))


class MentionableView(APIView):
    @extend_schema(
        operation_id="search_mentionable",
        parameters=[OpenApiParameter("q", str, description="Letters in the name.")],
        responses=PersonCard(many=True),
    )
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Whom I can mention here: those who take part by name, as far as I see it, and coordinators."""
        asked = checked_query(MentionableQuery, request)["q"]
        found = mentions.offered(request.user, get_problem(request.user, problem_id), asked)
        return Response(PersonCard(found, many=True).data)


class ReportProblemView(APIView):
    @extend_schema(
        operation_id="report_problem", parameters=[IDEMPOTENCY_KEY], request=ReportBody, responses={204: None}
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Ask the coordinators to look at a problem; nobody learns who asked."""
        actions.report(person=request.user, problem_id=problem_id, **checked(ReportBody, request))
        return Response(status=204)


class ReportCommentView(APIView):
    @extend_schema(
        operation_id="report_comment", parameters=[IDEMPOTENCY_KEY], request=ReportBody, responses={204: None}
    )
    @once
    def post(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Ask the coordinators to look at a comment; nobody learns who asked."""
        actions.report(person=request.user, comment_id=comment_id, **checked(ReportBody, request))
        return Response(status=204)


class ReportsView(APIView):
    @extend_schema(
        operation_id="list_reports", parameters=[PageQuery, ReportsQuery], responses=page_schema(ReportAnswer)
    )
    def get(self, request: SignedInRequest) -> Response:
        """What waits for a coordinator's look, newest first."""
        rows = queries.reports_for(request.user, **checked_query(ReportsQuery, request))
        return page_of(request, rows, ReportAnswer, ordering=queries.REPORTS_IN_ORDER)


class SettleReportView(APIView):
    @extend_schema(operation_id="settle_report", request=SettleReportBody, responses=ReportAnswer)
    def post(self, request: SignedInRequest, report_id: UUID) -> Response:
        """Close a report with what was done about it; for coordinators."""
        body = checked(SettleReportBody, request)
        settled = actions.settle_report(coordinator=request.user, report_id=report_id, **body)
        return Response(ReportAnswer(settled, context={"request": request}).data)
