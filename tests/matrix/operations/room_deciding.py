"""Polls and decisions of a room: Mia (member) and Chris (challenger) decide, Otto (outsider) looks on as a guest."""

from dotanks.room.models import Poll
from tests import rooms
from tests.matrix.rows import Read, Row, at, team

IN = team(200, outsider=200)
WRITE = team(200, outsider=403)
ASK = {**rooms.DOTS, "words": "The one that stops most people.", "open_now": False}
CHANGE = {**rooms.DOTS, "question": "Which form?", "read_version": 1}


def of_first(address: str) -> Read:
    def found(_: object) -> str:
        poll = Poll.objects.earliest("created_at")
        return address.format(poll=poll.pk, room=poll.room_id)

    return "member", found


ROWS = [
    Row("list_polls", at("get", rooms.poll, "rooms/{found.room_id}/polls/?state=open"), 404, IN),
    Row("make_poll", at("post", rooms.room, "rooms/{id}/polls/", ASK), 404, team(201, outsider=403)),
    Row("read_poll", at("get", rooms.poll, "polls/{id}/"), 404, IN),
    Row("change_poll", at("patch", rooms.draft, "polls/{id}/", CHANGE), 404, WRITE),
    Row("open_poll", at("post", rooms.draft, "polls/{id}/open/"), 404, WRITE),
    Row("vote", at("post", rooms.poll, "polls/{id}/vote/", rooms.one_vote), 404, WRITE),
    Row("close_poll", at("post", rooms.poll, "polls/{id}/close/", {"decision": rooms.DECISION}), 404, WRITE),
    Row("withdraw_poll", at("post", rooms.poll, "polls/{id}/withdraw/"), 404, WRITE),
    Row("list_decisions", at("get", rooms.decision, "rooms/{found.room_id}/decisions/"), 404, IN),
    Row("decide", at("post", rooms.room, "rooms/{id}/decisions/", rooms.DECISION), 404, team(201, outsider=403)),
    Row("keep_decision", at("post", rooms.decision, "decisions/{id}/keep/", {"words": "It still holds."}), 404, WRITE),
    Row("end_decision", at("post", rooms.decision, "decisions/{id}/end/", {"words": "It is law now."}), 404, WRITE),
]

READS: dict[str, Read] = {
    "list_polls": of_first("rooms/{room}/polls/"),
    "read_poll": of_first("polls/{poll}/"),
    "list_decisions": of_first("rooms/{room}/decisions/"),
}
