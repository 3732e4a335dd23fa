"""Boards over HTTP."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks.live.rooms import RoomAbilities
from dotanks.room.boards import actions, exporting, queries
from dotanks.room.boards.kinds import (
    COLOURS,
    KIND_CHOICES,
    KINDS,
    LONGEST_GROUP,
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_NOTES,
)
from dotanks.room.boards.notes import riskiest
from dotanks.room.models import Board
from people.models import Person

NEWEST_FIRST = ("-opened_at", "-id")


class OpenBoardBody(Body):
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


class RenameBoardBody(Body):
    title = serializers.CharField(max_length=120)


class BoardPlace(serializers.Serializer[Any]):
    """A lane, a corner or a colour in words."""

    id = serializers.CharField()
    words = serializers.CharField()
    hint = serializers.CharField(allow_blank=True)


class BoardAxis(serializers.Serializer[Any]):
    words = serializers.CharField()
    low = serializers.CharField()
    high = serializers.CharField()


class BoardKindAnswer(serializers.Serializer[Any]):
    """What stands on boards of one kind."""

    id = serializers.ChoiceField(choices=KIND_CHOICES)
    words = serializers.CharField()
    what = serializers.CharField()
    lanes = BoardPlace(many=True)
    corners = BoardPlace(many=True)
    across = BoardAxis(allow_null=True)
    up = BoardAxis(allow_null=True)
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    names_riskiest = serializers.BooleanField()
    colours = serializers.SerializerMethodField()
    longest_note = serializers.SerializerMethodField()
    longest_group = serializers.SerializerMethodField()
    longest_label = serializers.SerializerMethodField()
    most_notes = serializers.SerializerMethodField()

    @extend_schema_field(BoardPlace(many=True))
    def get_colours(self, _: Any) -> Any:
        return BoardPlace(COLOURS, many=True).data

    def get_longest_note(self, _: Any) -> int:
        return LONGEST_NOTE

    def get_longest_group(self, _: Any) -> int:
        return LONGEST_GROUP

    def get_longest_label(self, _: Any) -> int:
        return LONGEST_LABEL

    def get_most_notes(self, _: Any) -> int:
        # Room is left for what people write offline at the same time.
        return MOST_NOTES // 2


class BoardCard(serializers.ModelSerializer[Board]):
    """A board in the list of its room."""

    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    kind_words = serializers.SerializerMethodField()

    class Meta:
        model = Board
        fields = ["id", "kind", "kind_words", "title", "opened_at", "closed_at"]
        read_only_fields = fields

    def get_kind_words(self, board: Board) -> str:
        return str(KINDS[board.kind].words)


class RiskiestNote(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()


class BoardAbilities(serializers.Serializer[Any]):
    write = serializers.BooleanField()


class BoardAnswer(serializers.Serializer[Any]):
    """One board: its live room, what stands on boards of its kind, and what is riskiest on it."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    live_id = serializers.UUIDField()
    kind = BoardKindAnswer()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    riskiest = RiskiestNote(many=True)
    abilities = BoardAbilities()


def board_answer(board: Board, may: RoomAbilities) -> Any:
    """A board as this person sees it."""
    kind = KINDS[board.kind]
    return BoardAnswer(
        {
            "id": board.pk,
            "title": board.title,
            "live_id": board.live_id,
            "kind": kind,
            "opened_at": board.opened_at,
            "closed_at": board.closed_at,
            "riskiest": riskiest(queries.contents_of(board)) if kind.names_riskiest else [],
            "abilities": {"write": may.write and board.closed_at is None},
        }
    ).data


def _answer(person: Person, board_id: UUID) -> Any:
    return board_answer(*queries.get_board(person, board_id))


class BoardKindsView(APIView):
    @extend_schema(operation_id="read_board_kinds", responses=BoardKindAnswer(many=True))
    def get(self, request: SignedInRequest) -> Response:
        """The kinds of boards there are."""
        return Response(BoardKindAnswer(KINDS.values(), many=True).data)


class BoardsView(APIView):
    @extend_schema(operation_id="read_boards", parameters=[PageQuery], responses=page_schema(BoardCard))
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """The boards of a room, the newest first."""
        checked_query(PageQuery, request)
        return page_of(request, queries.boards_of(request.user, room_id), BoardCard, ordering=NEWEST_FIRST)

    @extend_schema(
        operation_id="open_board", parameters=[IDEMPOTENCY_KEY], request=OpenBoardBody, responses={201: BoardAnswer}
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Open one more board."""
        board = actions.open_board(person=request.user, room_id=room_id, **checked(OpenBoardBody, request))
        return Response(_answer(request.user, board.pk), status=201)


class BoardView(APIView):
    @extend_schema(operation_id="read_board", responses=BoardAnswer)
    def get(self, request: SignedInRequest, board_id: UUID) -> Response:
        """One board."""
        return Response(_answer(request.user, board_id))

    @extend_schema(operation_id="rename_board", request=RenameBoardBody, responses=BoardAnswer)
    def patch(self, request: SignedInRequest, board_id: UUID) -> Response:
        """Give it another name."""
        actions.rename_board(person=request.user, board_id=board_id, **checked(RenameBoardBody, request))
        return Response(_answer(request.user, board_id))


class CloseBoardView(APIView):
    @extend_schema(operation_id="close_board", request=None, responses=BoardAnswer)
    def post(self, request: SignedInRequest, board_id: UUID) -> Response:
        """From now on it can only be read."""
        actions.close_board(person=request.user, board_id=board_id)
        return Response(_answer(request.user, board_id))


class BoardCsvView(APIView):
    @extend_schema(operation_id="export_board_csv", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: SignedInRequest, board_id: UUID) -> HttpResponse:
        """Its notes as a table."""
        board, _ = queries.get_board(request.user, board_id)
        return _file(exporting.as_csv(board), "text/csv; charset=utf-8", "board.csv")


class BoardSvgView(APIView):
    @extend_schema(operation_id="export_board_svg", responses={(200, "image/svg+xml"): OpenApiTypes.STR})
    def get(self, request: SignedInRequest, board_id: UUID) -> HttpResponse:
        """Its picture. The screen makes a PNG of it, since a browser has letters for every language and sign."""
        board, _ = queries.get_board(request.user, board_id)
        return _file(exporting.as_svg(board), "image/svg+xml; charset=utf-8", "board.svg")


def _file(content: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content.encode(),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"},
    )
