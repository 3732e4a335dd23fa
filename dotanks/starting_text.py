"""What stands in a new document: headings to think along, in the language of the team."""

from django.utils import translation
from django.utils.translation import gettext as _

from dotanks.live.rooms import Block, Heading, Paragraph
from dotanks.models import DoTank


def starting_text(dotank: DoTank) -> list[Block]:
    """The problem as it was posted, and the questions a proposal answers."""
    with translation.override(dotank.language):
        return [
            Heading(dotank.problem.title, level=1),
            Paragraph(dotank.problem.situation),
            Heading(_("What is the problem behind the problem?"), level=2),
            Paragraph(""),
            Heading(_("What do we propose?"), level=2),
            Paragraph(""),
            Heading(_("What do we ask the manager to do?"), level=2),
            Paragraph(""),
            Heading(_("How do we try it out, small and safe?"), level=2),
            Paragraph(""),
            Heading(_("How will we know that it works?"), level=2),
            Paragraph(""),
        ]
