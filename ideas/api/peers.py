"""Peers over HTTP: the poster's side under the problem, the asked colleague's side under the question to them."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from ideas.actions import peers as actions
from ideas.api.peer_answers import PeerAskAnswer, PeerMessageAnswer, PeersAnswer, poster_card
from ideas.models.peers import MESSAGE
from ideas.peers import queries


class PeerMessageBody(Body):
    text = serializers.CharField(max_length=MESSAGE)


def peers_answer(request: SignedInRequest, problem_id: UUID, status: int = 200) -> Response:
    """Where the poster's search stands now."""
    problem = queries.get_problem_of_poster(request.user, problem_id)
    return Response(PeersAnswer(problem, context={"search": queries.search_around(problem)}).data, status=status)


def ask_answer(request: SignedInRequest, ask_id: UUID) -> Response:
    """The question as the asked colleague sees it now."""
    return Response(PeerAskAnswer(queries.get_ask(request.user, ask_id)).data)


class PeersView(APIView):
    @extend_schema(operation_id="read_peers", responses=PeersAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Where the search for colleagues around my problem stands; for its poster."""
        return peers_answer(request, problem_id)

    @extend_schema(
        operation_id="look_for_peers", parameters=[IDEMPOTENCY_KEY], request=None, responses={201: PeersAnswer}
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """I stand alone with this: look for two colleagues elsewhere."""
        actions.look_for_peers(poster=request.user, problem_id=problem_id)
        return peers_answer(request, problem_id, 201)


class StopLookingView(APIView):
    @extend_schema(operation_id="stop_looking_for_peers", request=None, responses=PeersAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """End my search; whom I met stays."""
        actions.stop_looking(poster=request.user, problem_id=problem_id)
        return peers_answer(request, problem_id)


class ShowNameView(APIView):
    @extend_schema(operation_id="show_name_to_peers", request=None, responses=PeersAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Show my name to those I talk with."""
        actions.show_name_to_peers(poster=request.user, problem_id=problem_id)
        return peers_answer(request, problem_id)


class PeerMessagesView(APIView):
    @extend_schema(operation_id="list_peer_messages", parameters=[PageQuery], responses=page_schema(PeerMessageAnswer))
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """What was said between the poster and the colleagues they met, newest first; for these alone."""
        side = queries.side_of(request.user, problem_id)
        rows, poster = queries.messages_of(side), poster_card(side.search)
        return page_of(request, rows, PeerMessageAnswer, ordering=("-number", "-id"), side=side, poster=poster)

    @extend_schema(
        operation_id="write_to_peers",
        parameters=[IDEMPOTENCY_KEY],
        request=PeerMessageBody,
        responses={201: PeerMessageAnswer},
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Say something to those I was brought together with."""
        body = checked(PeerMessageBody, request)
        message = actions.write_to_peers(person=request.user, problem_id=problem_id, **body)
        side = queries.side_of(request.user, problem_id)
        kept = queries.messages_of(side).get(pk=message.pk)
        context = {"side": side, "poster": poster_card(side.search)}
        return Response(PeerMessageAnswer(kept, context=context).data, status=201)


class PeerAskView(APIView):
    @extend_schema(operation_id="read_peer_ask", responses=PeerAskAnswer)
    def get(self, request: SignedInRequest, ask_id: UUID) -> Response:
        """A colleague elsewhere stands alone: the problem, and whether I would talk with them."""
        return ask_answer(request, ask_id)


class SayYesView(APIView):
    @extend_schema(operation_id="say_yes_to_peer", request=None, responses=PeerAskAnswer)
    def post(self, request: SignedInRequest, ask_id: UUID) -> Response:
        """Yes, I would talk with them."""
        actions.say_yes_to_peer(person=request.user, ask_id=ask_id)
        return ask_answer(request, ask_id)


class SayNoView(APIView):
    @extend_schema(operation_id="say_no_to_peer", request=None, responses=PeerAskAnswer)
    def post(self, request: SignedInRequest, ask_id: UUID) -> Response:
        """No; it needs no reason."""
        actions.say_no_to_peer(person=request.user, ask_id=ask_id)
        return ask_answer(request, ask_id)


class LeavePeersView(APIView):
    @extend_schema(operation_id="leave_peers", request=None, responses=PeerAskAnswer)
    def post(self, request: SignedInRequest, ask_id: UUID) -> Response:
        """Take my yes back: I read and write no more."""
        actions.leave_peers(person=request.user, ask_id=ask_id)
        return ask_answer(request, ask_id)


class MeetPeerView(APIView):
    @extend_schema(operation_id="meet_peer", request=None, responses=PeersAnswer)
    def post(self, request: SignedInRequest, ask_id: UUID) -> Response:
        """As the poster: yes, we talk."""
        ask = actions.meet_peer(poster=request.user, ask_id=ask_id)
        return peers_answer(request, ask.search.problem_id)


class TurnDownPeerView(APIView):
    @extend_schema(operation_id="turn_down_peer", request=None, responses=PeersAnswer)
    def post(self, request: SignedInRequest, ask_id: UUID) -> Response:
        """As the poster: no; the colleague learns nothing of me."""
        ask = actions.turn_down_peer(poster=request.user, ask_id=ask_id)
        return peers_answer(request, ask.search.problem_id)
