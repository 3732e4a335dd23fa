"""Problems over HTTP: reading for everybody, each step by its own address."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from ideas import queries
from ideas.actions import problems as actions
from ideas.api.answers import PersonaAnswer, ProblemAnswer, ProblemCard
from ideas.api.bodies import DraftProblemBody, EditProblemBody, ProblemsQuery
from ideas.models import Problem


def answer(request: SignedInRequest, problem: Problem, status: int = 200) -> Response:
    """The problem as this person sees it."""
    return Response(ProblemAnswer(problem, context={"request": request}).data, status=status)


class OpenToRead(APIView):
    """Anybody reads; only the signed-in write."""

    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        return [AllowAny()] if self.request.method in {"GET", "HEAD", "OPTIONS"} else [IsAuthenticated()]


class ProblemsView(OpenToRead):
    @extend_schema(
        operation_id="list_problems", parameters=[PageQuery, ProblemsQuery], responses=page_schema(ProblemCard)
    )
    def get(self, request: SignedInRequest) -> Response:
        """Posted problems, newest first or the most supported first; `mine` gives my own, drafts included."""
        asked = checked_query(ProblemsQuery, request)
        rows = queries.problems_for(request.user, **asked)
        return page_of(request, rows, ProblemCard, ordering=queries.ORDERS[asked["order"]])

    @extend_schema(
        operation_id="draft_problem",
        parameters=[IDEMPOTENCY_KEY],
        request=DraftProblemBody,
        responses={201: ProblemAnswer},
    )
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Keep a problem as a draft; posting it is a step of its own."""
        return answer(request, actions.draft_problem(poster=request.user, **checked(DraftProblemBody, request)), 201)


class ProblemView(OpenToRead):
    @extend_schema(operation_id="read_problem", responses=ProblemAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """One problem."""
        return answer(request, queries.get_problem(request.user, problem_id))

    @extend_schema(operation_id="edit_problem", request=EditProblemBody, responses=ProblemAnswer)
    def patch(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Change my draft."""
        body = checked(EditProblemBody, request)
        return answer(request, actions.edit_problem(poster=request.user, problem_id=problem_id, **body))


class PostProblemView(APIView):
    @extend_schema(operation_id="post_problem", request=None, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Post my draft for everybody to read."""
        return answer(request, actions.post_problem(poster=request.user, problem_id=problem_id))


class MyPersonasView(APIView):
    @extend_schema(operation_id="list_my_personas", parameters=[PageQuery], responses=page_schema(PersonaAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """My pseudonyms under which I may post again, the last used first."""
        rows = queries.personas_to_use_again(request.user)
        return page_of(request, rows, PersonaAnswer, ordering=queries.LAST_USED_FIRST)


class PublishProblemView(APIView):
    @extend_schema(operation_id="publish_problem", request=None, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Let everybody read it, also without an account."""
        return answer(request, actions.publish_problem(coordinator=request.user, problem_id=problem_id))


class ShowNameView(APIView):
    @extend_schema(operation_id="show_name", request=None, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Show that it was me; this cannot be undone."""
        return answer(request, actions.show_name(poster=request.user, problem_id=problem_id))


class WithdrawProblemView(APIView):
    @extend_schema(operation_id="withdraw_problem", request=None, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Take my problem back while nobody works on it."""
        return answer(request, actions.withdraw_problem(poster=request.user, problem_id=problem_id))
