"""A saved document as one shows it: people by name, pictures with their address. What is kept has only their ids."""

import re
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from dotanks.live.shapes import ID
from dotanks.room.owners import people_in

PERSON: Final = re.compile(f'<span data-person="({ID})"></span>')
PICTURE: Final = re.compile(f'(<img [^>]*)data-attachment="({ID})"')


def shown(html: str, room_id: UUID) -> str:
    """The HTML that `read_document` made, with names and addresses; who left the room has no name here any more."""
    html = with_names(html, room_id)
    return PICTURE.sub(lambda found: f'{found[1]}src="{address_of(room_id, UUID(found[2]))}"', html)


def with_names(html: str, room_id: UUID) -> str:
    """The same with names alone, where pictures go along as files."""
    if not PERSON.search(html):
        return html
    names = {str(person.pk): person.shown_name for person in people_in(room_id)}
    gone = _("Somebody who left")
    return PERSON.sub(lambda found: f"<span data-person>{escape(names.get(found[1], gone))}</span>", html)


def pictures_in(html: str) -> set[str]:
    """The ids of the pictures that a saved document shows."""
    return {found[2] for found in PICTURE.finditer(html)}


def address_of(room_id: UUID, attachment_id: UUID) -> str:
    """Where the file of an attachment is, for whoever may see it."""
    return reverse("room_attachment_file", args=[room_id, attachment_id])
