"""What is stored of deciding together in a room."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dotanks.room.models import Ballot, Box, Decision, Poll, Voter
from people.privacy.registry import Fate, Ground, Store, Table, store

store(
    Store(
        name="room-decisions",
        title=_("Deciding in a room"),
        what=_("The polls you make, what you vote where that is no secret, and the decisions you write down."),
        why=_("So that a team can decide together and find back why."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the case. Erase yourself, and the work stays without your name."),
        seen_by=_("Everybody who may come into the room; what you voted in a secret poll nobody."),
        tables=(
            Table(
                Poll,
                _("Polls you made or closed"),
                Fate.UNNAMED,
                mine=lambda person: Poll.objects.filter(Q(made_by=person) | Q(closed_by=person)),
                columns={_("Question"): "question", _("State"): "state", _("Moment"): "created_at"},
            ),
            Table(
                Ballot,
                _("What you voted, where that is no secret"),
                Fate.UNNAMED,
                mine=lambda person: Ballot.objects.filter(person=person).select_related("poll"),
                columns={
                    _("Question"): "poll.question",
                    _("What you chose"): "choices",
                    _("Reason"): "reason",
                },
            ),
            Table(
                Voter,
                _("Secret polls, still open, in which you voted"),
                Fate.REMOVED,
                mine=lambda person: Voter.objects.filter(person=person).select_related("poll"),
                columns={_("Question"): "poll.question"},
            ),
            Table(
                Box,
                _("What was voted in secret polls that are still open"),
                Fate.REMOVED,
                because="All votes of a poll are sealed together; whose is whose cannot be found.",
            ),
            Table(
                Decision,
                _("Decisions you wrote down"),
                Fate.UNNAMED,
                mine=lambda person: Decision.objects.filter(written_by=person),
                columns={_("What it says"): "text", _("Reason"): "reason", _("Day"): "decided_on"},
            ),
        ),
    )
)
