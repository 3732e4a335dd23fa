"""Outlines to begin a text with, in the language of whoever asks: questions to think along, and room for answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dotanks.live.rooms import Block, Bullets, Checks, Grid, Heading, Paragraph


@dataclass(frozen=True)
class Template:
    """One outline; `blocks` can be put into the document at the caret, or into an empty room."""

    id: str
    title: str
    blocks: Sequence[Block]


def templates() -> list[Template]:
    """The outlines there are."""
    return [_challenge_statement(), _business_case(), _pilot_plan()]


def _asked(question: str, hint: str) -> list[Block]:
    return [Heading(question), Paragraph(hint, italic=True)]


def _challenge_statement() -> Template:
    return Template(
        "challenge_statement",
        _("Challenge statement"),
        [
            *_asked(_("What happens now?"), _("Tell one real example, from beginning to end.")),
            *_asked(_("Whom does it touch, and how often?"), _("Residents, colleagues, other offices; say how many.")),
            *_asked(_("What does it cost?"), _("Hours, money, days of waiting, trust.")),
            *_asked(_("Why is it like this?"), _("Which law, own rule or habit stands behind it? Who knows for sure?")),
            *_asked(_("What do we not know yet?"), _("What would change our minds?")),
            *_asked(_("How might we…?"), _("One question that asks for many answers, and names whom it is for.")),
        ],
    )


def _business_case() -> Template:
    return Template(
        "business_case",
        _("Business case"),
        [
            *_asked(_("What do we propose?"), _("In three sentences that a colleague from elsewhere understands.")),
            Heading(_("What are the choices?")),
            Grid(
                [
                    [_("Choice"), _("What it costs"), _("What it brings"), _("What can go wrong")],
                    [_("Change nothing"), "", "", ""],
                    [_("Our proposal"), "", "", ""],
                    [_("Something smaller"), "", "", ""],
                ]
            ),
            *_asked(_("Who gains, and who loses something?"), _("Ask those who lose; write down what they say.")),
            *_asked(_("What do we need?"), _("Hours, money, a decision, an exemption; from whom, and by when.")),
            Heading(_("What must be true for this to work?")),
            Bullets([""]),
        ],
    )


def _pilot_plan() -> Template:
    return Template(
        "pilot_plan",
        _("Pilot plan"),
        [
            *_asked(_("What do we believe will happen?"), _("If we do this, then that changes, because…")),
            *_asked(_("Where, with whom and for how long?"), _("As small as possible, and real.")),
            Heading(_("What do we measure?")),
            Grid(
                [
                    [_("Measure"), _("Baseline"), _("Target"), _("Threshold"), _("Who counts")],
                    ["", "", "", "", ""],
                    ["", "", "", "", ""],
                ]
            ),
            *_asked(_("When do we stop at once?"), _("Name what must not happen, and who decides.")),
            Heading(_("What must be done before we start?")),
            Checks(
                [
                    _("Tell everybody who meets the pilot"),
                    _("Take the baseline"),
                    _("Have the sign-off, and the exemption where one is needed"),
                    _("Agree how we go back to how it was"),
                ]
            ),
        ],
    )
