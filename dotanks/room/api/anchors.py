"""A position in a document as Yjs encodes it: base64 outward, a few bytes inside, and never read here."""

from base64 import b64decode, b64encode
from binascii import Error

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dotanks.room.models.margin import ANCHOR


@extend_schema_field(serializers.CharField(max_length=4 * ANCHOR // 3 + 4))
class Anchor(serializers.Field[bytes, str, str | None, bytes]):
    """Some bytes in base64, not too many; no bytes are null."""

    default_error_messages = {"damaged": _("This place in the text cannot be read. Choose the text again.")}

    def to_internal_value(self, data: str) -> bytes:
        if not isinstance(data, str) or len(data) > 4 * ANCHOR // 3 + 4:
            self.fail("damaged")
        try:
            place = b64decode(data.encode("ascii"), validate=True)
        except (Error, UnicodeEncodeError):
            self.fail("damaged")
        if not 0 < len(place) <= ANCHOR:
            self.fail("damaged")
        return place

    def to_representation(self, value: bytes) -> str | None:
        return b64encode(value).decode() or None
