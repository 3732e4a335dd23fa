"""Sessions in a room: the team works in them; whoever leads steers."""

from dotanks.room.models import Session
from tests import sessions, stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, get, team

AT = "rooms/{found.room_id}/sessions/{id}/"


ROWS = [
    Row("read_method_cards", get("method-cards/"), 200, {}),
    Row("list_sessions", at("get", stages.working, "rooms/{found.room_id}/sessions/"), 404, team(200)),
    Row(
        "plan_session",
        at(
            "post",
            stages.working,
            "rooms/{found.room_id}/sessions/",
            lambda *_: {
                **sessions.PLAN,
                "question": "",
                "client": "",
                "planned_on": str(stages.in_a_week()),
                "planned_at": None,
                "again_weeks": 4,
            },
        ),
        404,
        team(201),
    ),
    Row("read_session_now", at("get", stages.working, "rooms/{found.room_id}/session-now/"), 404, team(200)),
    Row("read_session", at("get", sessions.planned, AT), 404, team(200)),
    Row("start_session", at("post", sessions.planned, f"{AT}start/", {"read_version": 1}), 404, team(200)),
    Row(
        "change_session",
        at(
            "put",
            sessions.planned,
            AT,
            lambda *_: {
                "read_version": 1,
                "title": "Fail round of December",
                "agenda": sessions.AGENDA[:1],
                "question": "",
                "client": "",
                "planned_on": None,
                "planned_at": f"{stages.in_a_week()}T13:00:00Z",
                "again_weeks": None,
            },
        ),
        404,
        team(200),
    ),
    Row("open_session_board", at("post", sessions.running, f"{AT}board/"), 404, team(200)),
    Row("call_off_session", at("post", sessions.planned, f"{AT}call-off/", {"read_version": 1}), 404, team(200)),
    Row(
        "steer_session",
        at("post", sessions.written, f"{AT}steer/", {"read_version": 2, "move": "next"}),
        404,
        team(200, challenger=403),
    ),
    Row(
        "agree_on_question",
        at("post", sessions.written, f"{AT}question/", {"read_version": 2, "question": "Who signs?"}),
        404,
        team(200, challenger=403),
    ),
    Row(
        "hand_over_session",
        at(
            "post",
            sessions.written,
            f"{AT}hand-over/",
            lambda cast, _: {"read_version": 2, "to": str(cast.challenger.pk)},
        ),
        404,
        team(200),
    ),
    Row(
        "gather_everybody",
        at("post", sessions.written, f"{AT}gather/", {"middle": "board", "beside": "", "at": None}),
        404,
        team(200, challenger=403),
    ),
    Row("end_session", at("post", sessions.written, f"{AT}end/", {"read_version": 2}), 404, team(200, challenger=403)),
    Row("join_session", at("post", sessions.running, f"{AT}join/"), 404, team(200)),
    Row("raise_hand", at("put", sessions.running, f"{AT}hand/"), 404, team(200)),
    Row(
        "lower_hand",
        lambda cast: (
            "delete",
            f"{where(sessions.running(cast))}hands/{cast.member.pk}/",
            None,
        ),
        404,
        team(204, challenger=403),
    ),
    Row(
        "write_entry",
        at(
            "post",
            sessions.written,
            f"{AT}entries/",
            lambda _, session: {
                "item": str(sessions.item(session).pk),
                "box": "puzzled",
                "words": "Why is it on paper?",
                "hidden": True,
            },
        ),
        404,
        team(201),
    ),
    Row(
        "take_back_entry",
        lambda cast: ("delete", f"{where(sessions.revealed(cast))}entries/{noted(cast)}/", None),
        404,
        team(204, challenger=403),
    ),
    Row(
        "mark_for_lesson",
        lambda cast: ("post", f"{where(sessions.revealed(cast))}entries/{noted(cast)}/for-lesson/", None),
        404,
        team(200),
    ),
    Row(
        "keep_for_lesson",
        at("post", stages.working, "rooms/{found.room_id}/for-lesson/", {"words": "One list of papers"}),
        404,
        team(204),
    ),
    Row(
        "add_session_task",
        at(
            "post",
            sessions.written,
            f"{AT}tasks/",
            lambda cast, _: {"words": "Ask the registry", "who": str(cast.member.pk), "due": str(stages.in_a_week())},
        ),
        404,
        team(201),
    ),
    Row("read_session_record", at("get", sessions.ended, f"{AT}record/"), 404, team(200)),
]

READS: dict[str, Read] = {
    "read_method_cards": ("member", "method-cards/"),
    "list_sessions": ("member", lambda cast: f"rooms/{held(cast).room_id}/sessions/"),
    "read_session_now": ("member", lambda cast: f"rooms/{held(cast).room_id}/session-now/"),
    "read_session": ("member", lambda cast: where(held(cast))),
    "read_session_record": ("member", lambda cast: f"{where(recorded(cast))}record/"),
}


def where(session: Session) -> str:
    return f"rooms/{session.room_id}/sessions/{session.pk}/"


def noted(cast: Cast) -> str:
    """The member's own note."""
    session = Session.objects.latest("created_at")
    return str(session.agenda.get(place=0).entries.get(author=cast.member).pk)


def held(cast: Cast) -> Session:
    """The session that runs."""
    found = Session.objects.filter(state="running").first() or sessions.grow(cast)
    assert found
    return found


def recorded(cast: Cast) -> Session:
    """The oldest session with a record."""
    return Session.objects.filter(record__isnull=False, room=held(cast).room_id).earliest("created_at")
