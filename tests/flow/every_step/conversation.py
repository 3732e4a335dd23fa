"""Every state of a comment and of a report, and every step tried from it."""

from typing import Any

from ideas.conversation.states import CommentState, ReportState
from ideas.models import Comment, Report
from tests import talks
from tests.flow.every_step.trying import Make, Try, by

STATES: dict[type[Any], dict[str, Make]] = {
    Comment: {
        CommentState.SHOWN: talks.commented,
        CommentState.HIDDEN: talks.hidden,
        CommentState.REMOVED: talks.removed,
    },
    Report: {ReportState.OPEN: talks.reported, ReportState.SETTLED: talks.settled},
}

TRIES: dict[type[Any], dict[str, Try]] = {
    Comment: {
        "hide": by("coordinator", "comments/{id}/hide/", talks.REASON),
        "show_again": by("coordinator", "comments/{id}/show-again/"),
        "remove": by("member", "comments/{id}/remove/"),
    },
    Report: {"settle": by("coordinator", "reports/{id}/settle/", {"answer": "It may stay."})},
}
