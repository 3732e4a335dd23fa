"""Who holds which role."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from common.refusals import Forbidden
from common.requests import SignedInRequest
from people import queries, rules
from people.api.answers import PersonCard


class ManagersView(APIView):
    @extend_schema(operation_id="list_managers", responses=PersonCard(many=True))
    def get(self, request: SignedInRequest) -> Response:
        """Managers who can be asked to decide; for coordinators."""
        if not rules.is_coordinator(request.user):
            raise Forbidden
        return Response(PersonCard(queries.managers()[:500], many=True).data)
