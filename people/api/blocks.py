"""With whom I would rather not be in a team: written, read and taken back by myself alone."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from people import queries
from people.actions import blocks as actions
from people.models import Block
from people.offers.blocks import opened


class BlockBody(Body):
    email = serializers.EmailField(max_length=254)


class BlockAnswer(serializers.ModelSerializer[Block]):
    """One colleague on my list, by the address that I wrote."""

    email = serializers.SerializerMethodField()

    class Meta:
        model = Block
        fields = ["id", "email"]
        read_only_fields = fields

    def get_email(self, block: Block) -> str:
        return opened(block).address


class BlocksView(APIView):
    @extend_schema(operation_id="list_blocks", parameters=[PageQuery], responses=page_schema(BlockAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """With whom I would rather not be in a team; nobody else reads it."""
        return page_of(request, queries.blocks_of(request.user), BlockAnswer)

    @extend_schema(
        operation_id="add_block", parameters=[IDEMPOTENCY_KEY], request=BlockBody, responses={201: BlockAnswer}
    )
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Never put me into a team with whoever works under this address."""
        block = actions.add_block(person=request.user, **checked(BlockBody, request))
        return Response(BlockAnswer(block).data, status=201)


class RemoveBlockView(APIView):
    @extend_schema(operation_id="remove_block", request=None, responses={204: None})
    def post(self, request: SignedInRequest, block_id: UUID) -> Response:
        """Take somebody off my list."""
        actions.remove_block(person=request.user, block_id=block_id)
        return Response(status=204)
