"""What people hear of decisions outside the room."""

from django.utils.translation import gettext_lazy as _

from dotanks.room.models import Decision
from dotanks.room.owners import about, people_in
from people.notices import NoticeWords, notice_kind, promise_notices

notice_kind(
    "decision_review",
    NoticeWords(
        happened=_("It is time to look again at what you decided in “%(room)s”."),
        asked=_("You decided: “%(decision)s”. See whether the reason still holds, then keep it or end it."),
        button=_("Look at the decision"),
    ),
)
SHORT = 200


def tell_of_review(decision: Decision) -> None:
    """Everybody who may come into the room is asked to look at the decision again."""
    room = about(decision.room_id)
    text = decision.text if len(decision.text) <= SHORT else f"{decision.text[:SHORT]}…"
    promise_notices(
        key=f"decision_review:{decision.pk}:{decision.review_on}",
        kind="decision_review",
        to=people_in(decision.room_id),
        link=room.at(beside="decisions", at=decision.pk),
        room=room.title,
        decision=text,
    )
