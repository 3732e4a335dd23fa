"""How a photo or a document of a problem appears in answers."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ideas.attachments.rules import abilities
from ideas.models import Attachment


class AttachmentAbilities(serializers.Serializer[Attachment]):
    describe = serializers.BooleanField()
    remove = serializers.BooleanField()
    take_away = serializers.BooleanField()


class AttachmentAnswer(serializers.ModelSerializer[Attachment]):
    """`file` is its address; `waits` says to its poster that nobody else sees it yet."""

    file = serializers.SerializerMethodField()
    waits = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = ["id", "number", "kind", "description", "size", "width", "height", "file", "waits", "abilities"]
        read_only_fields = fields

    def get_file(self, attachment: Attachment) -> str:
        return reverse("attachment_file", args=[attachment.pk])

    def get_waits(self, attachment: Attachment) -> bool:
        return attachment.shown_from is not None

    @extend_schema_field(AttachmentAbilities)
    def get_abilities(self, attachment: Attachment) -> dict[str, bool]:
        return abilities(self.context["request"].user, attachment)
