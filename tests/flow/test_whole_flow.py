"""From a posted problem to a published lesson, once, through the API alone."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pycrdt
import pytest
from django.core import mail
from django.utils import timezone

from dotanks.live import rooms
from dotanks.models import DoTank
from learning.search.indexer import rebuild
from people import tasks
from people.models import Notice
from tests import days, gate, stages
from tests.cast import Cast
from tests.conftest import ClientFor

PROBLEM: dict[str, Any] = {
    "title": "Three signatures for one bus ticket",
    "situation": "To visit a resident I need three signatures for a bus ticket of four euro.",
    "who_is_stopped": "Every field worker who visits people at home.",
    "rule": "Travel rules of our own house, article 12.",
    "rule_kind": "own_rule",
    "whom_it_hurts": "Residents who wait a week longer for a visit.",
    "what_was_tried": "Asking for a yearly approval; nobody may give it.",
    "how_we_would_know": "A visit can be made on the day it is needed.",
    "language": "en",
    "topics": ["internal-rules"],
    "principle": "p1-embrace",
}
NEED: dict[str, Any] = {
    "skills": [{"skill": "plain-language", "weight": 3}, {"skill": "administrative-law", "weight": 5}],
    "topics": ["internal-rules"],
    "languages": ["en"],
    "size_min": 2,
    "size_wanted": 4,
    "size_max": 5,
    "hours_a_week": 4,
    "weeks": 13,
}


class Story:
    """Requests by the people of the cast, each answered as expected."""

    def __init__(self, cast: Cast, as_person: ClientFor) -> None:
        self.cast, self.as_person = cast, as_person

    def do(self, who: str, method: str, address: str, body: Any = None, *, status: int = 200) -> Any:
        client = self.as_person(self.cast[who])
        response = getattr(client, method)(f"/api/{address}", body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json()


@pytest.fixture
def story(cast: Cast, as_person: ClientFor, settings: Any, tmp_path: Any) -> Story:
    settings.SEARCH_DIR = tmp_path / "search"
    return Story(cast, as_person)


def write_in_room(room_id: str, words: str) -> None:
    """What a member types, arriving as one stored update of the editor's document."""
    document: pycrdt.Doc[Any] = pycrdt.Doc()
    for payload in _payloads(room_id):
        document.apply_update(payload)
    before = document.get_state()
    fragment = document.get("document", type=pycrdt.XmlFragment)
    fragment.children.append(pycrdt.XmlElement("paragraph", {}, [pycrdt.XmlText(words)]))
    from dotanks.live.models import RoomUpdate

    RoomUpdate.objects.create(room_id=room_id, payload=document.get_update(before))


def _payloads(room_id: str) -> list[bytes]:
    from dotanks.live.models import RoomUpdate

    return [bytes(row) for row in RoomUpdate.objects.filter(room_id=room_id).values_list("payload", flat=True)]


@pytest.mark.django_db(transaction=True)
def test_from_problem_to_lesson(story: Story, cast: Cast) -> None:
    # 1 The problem
    problem = story.do("poster", "post", "problems/", PROBLEM, status=201)
    page = f"problems/{problem['id']}/"
    story.do("colleague", "get", page, status=404)
    story.do("poster", "post", f"{page}post/")
    assert story.do("colleague", "get", page)["state"] == "posted"
    story.do("anonymous", "get", page, status=404)
    assert story.do("anonymous", "get", f"{page}trail/")["steps"]
    story.do("coordinator", "post", f"{page}publish/")
    assert story.do("anonymous", "get", page)["state"] == "published"

    # 2 The team
    story.do("coordinator", "put", f"{page}need/", NEED)
    proposed = story.do("coordinator", "post", f"{page}proposed-teams/", status=201)
    team = [seat["person"]["id"] for seat in proposed["seats"]]
    assert set(team) == {str(person.pk) for person in cast.volunteers}
    assert all(seat["reasons"] for seat in proposed["seats"])
    confirm = {
        "members": team,
        "manager": str(cast.manager.pk),
        "reply_by": (timezone.localdate() + timedelta(days=7)).isoformat(),
        "driver": str(cast.member.pk),
        "challenger": str(cast.challenger.pk),
    }
    dotank = story.do("coordinator", "post", f"proposed-teams/{proposed['id']}/confirm/", confirm, status=201)
    home = f"dotanks/{dotank['id']}/"
    invitations = {one["person"]["id"]: one["id"] for one in dotank["invitations"]}
    story.do("member", "post", f"invitations/{invitations[str(cast.member.pk)]}/accept/", status=201)
    refused = story.do("member", "post", f"{home}start/", status=409)
    assert [one["code"] for one in refused["missing"]] == ["three_organisations", "no_challenger", "no_charter"]
    story.do("fourth", "post", f"invitations/{invitations[str(cast.fourth.pk)]}/decline/", {"reason": "not_now"})
    story.do("challenger", "post", f"invitations/{invitations[str(cast.challenger.pk)]}/accept/", status=201)
    story.do("third", "post", f"invitations/{invitations[str(cast.third.pk)]}/accept/", status=201)
    suggested = story.do("coordinator", "get", f"{home}charter/")
    lines = {name: suggested[name] for name in ("aim", "brings", "openness", "leaving")}
    story.do("coordinator", "put", f"{home}charter/", {"read_version": 0, **lines})
    for who in ("member", "challenger", "third"):
        story.do(who, "post", f"{home}charter/accept/", {"read_version": 1})
    assert story.do("member", "post", f"{home}start/")["state"] == "working"

    # 3 Live work, a numbered version, the proposal
    room = str(DoTank.objects.get(pk=dotank["id"]).room_id)
    assert PROBLEM["title"] in rooms.read_document(UUID(room)).text
    write_in_room(room, "One signature a year, by the team lead.")
    first = story.do("challenger", "post", f"{home}versions/", status=201)
    assert (first["number"], "One signature a year" in first["text"]) == (1, True)
    story.do("coordinator", "get", f"{home}versions/", status=403)
    legal = stages.officers(cast)["legal"]
    asked = {**stages.ASKED, "version": 1, "risks": ["legal_exemption"], "rule_set_aside": "Travel rules, article 12"}
    asked["money"] = 500
    proposal_id = story.do("member", "post", f"{home}proposals/", asked, status=201)["proposal_id"]
    proposal = f"proposals/{proposal_id}/"

    # 4 The manager sends back, then signs off exactly what was read
    story.do("manager", "post", f"{proposal}send-back/", {"read_version": 1, "reason": "Add the cost."}, status=201)
    write_in_room(room, "It costs nothing and saves two hours a visit.")
    story.do("member", "post", f"{home}versions/", status=201)
    story.do("member", "post", f"{home}proposals/", {**asked, "version": 2}, status=201)
    yes = {"read_version": 1, "help_promised": "I change article 12 for a trial.", "reason": "Clear and small."}
    outdated = story.do("manager", "post", f"{proposal}sign-off/", yes, status=409)
    assert (outdated["code"], outdated["version"]) == ("outdated", 2)
    story.do("manager", "post", f"{proposal}sign-off/", {**yes, "read_version": 2}, status=201)
    lawful = {"read_version": 2, "reason": "Article 3 allows it."}
    answered = story.as_person(legal).post(f"/api/{proposal}sign-off/", lawful, format="json")
    assert (answered.status_code, answered.json()["state"]) == (201, "signed_off")

    # 5 The pilot
    pilot = story.do("member", "post", f"{proposal}pilots/", status=201)
    trial = f"pilots/{pilot['id']}/"
    missing = story.do("member", "post", f"{trial}open/", status=409)["missing"]
    assert {"no_place", "no_end", "no_goal", "no_affected", "check_open", "exemption_open"} <= {
        one["code"] for one in missing
    }
    today = days.today()
    prepared = story.do("third", "patch", trial, preparation(today))
    assert prepared["missing"] == []
    opened = story.do("member", "post", f"{trial}open/")
    assert (opened["state"], opened["in_force"]) == ("running", True)
    measure = opened["measures"][0]["id"]
    for days_ago, value in ((2, "6"), (1, "4"), (0, "1.5")):
        reading = {"measure": measure, "value": value, "taken_on": str(today - timedelta(days=days_ago))}
        story.do("challenger", "post", f"{trial}readings/", reading, status=201)
    verdict = {
        "verdict": "worked",
        "what_happened": "Visits were made on the day they were needed.",
        "performance": 2,
        "quality_of_work": 1,
        "explanation": "Faster for residents, lighter for us.",
    }
    assert story.do("member", "post", f"{trial}conclude/", verdict, status=201)["state"] == "closed"

    # 6 The lesson
    lesson_id = next(one["link"] for one in story.do("member", "get", "desk/")["waits"] if "lessons" in one["link"])
    lesson = f"lessons/{lesson_id.rsplit('/', 1)[-1]}/"
    drafted = story.do("member", "get", lesson)
    assert "Days until a visit: 7 → 1.5 days" in drafted["happened"]
    told = {"read_version": drafted["version"], "conditions": "A manager who may change the rule.", "principles": []}
    edited = story.do("member", "patch", lesson, told)
    refused = story.do("member", "post", f"{lesson}publish/", status=409)
    assert [one["code"] for one in refused["missing"]] == ["no_principle"]
    told = {"read_version": edited["version"], "principles": ["p1-embrace", "p4-explore"]}
    story.do("third", "patch", lesson, told)
    story.do("third", "post", f"{lesson}publish/")

    published = story.do("anonymous", "get", lesson)
    assert {credit["person"]["name"] for credit in published["credits"]} == {
        "Mia Member",
        "Chris Challenger",
        "Tess Third",
    }
    rebuild()
    found = story.do("anonymous", "get", "search/?q=signature&principle=p4-explore")
    assert [(one["kind"], one["title"]) for one in found["results"]] == [("lesson", "One signature a year")]

    trail = story.do("anonymous", "get", f"{page}trail/")
    assert [station["state"] for station in trail["stations"]] == ["done"] * 5
    assert [step["station"] for step in trail["steps"]][-1] == "lesson"
    assert len(trail["steps"]) >= 11

    poster_heard_every_step(cast)


def preparation(today: date) -> dict[str, Any]:
    """Everything the gate asks for, with an exemption."""
    return {
        "read_version": 1,
        "hypothesis": "With one signature a year, visits happen on the day they are needed.",
        "facet": "enhancement",
        "place": "Two neighbourhood teams",
        "people_limit": 20,
        "money_limit": 500,
        "stop_rule": "Stop when travel costs double.",
        "ends_on": str(today + timedelta(days=60)),
        "needs_exemption": True,
        "check_in_every": 14,
        "services": ["travel"],
        "population": ["field workers"],
        "answers": gate.answers(),
        "rules_in_the_way": [gate.rule(name="Travel rules, article 12")],
        "routes": gate.routes(),
        "checks": gate.checks(),
        "exit_plan": {**gate.exit_plan(), "report_on": str(today + timedelta(days=75))},
        "measures": [
            {
                "name": "Days until a visit",
                "kind": "goal",
                "unit": "days",
                "direction": "down",
                "baseline": "7",
                "baseline_on": str(today - timedelta(days=30)),
                "baseline_source": "Visit log",
                "target": "1",
                "threshold": "3",
            }
        ],
        "exemption": {
            "rule": "Travel rules, article 12",
            "legal_basis": "Article 3 of the same rules",
            "granted_by": "The town clerk",
            "valid_from": str(today),
            "valid_until": str(today + timedelta(days=90)),
        },
    }


def poster_heard_every_step(cast: Cast) -> None:
    """In the app at once, and by a letter in the poster's language, once."""
    notices = list(Notice.objects.filter(person=cast.poster).newest_first())[::-1]
    heard = [notice.told.kind for notice in notices]
    assert heard == [
        "problem_posted",
        "problem_published",
        "problem_taken_up",
        "poster_dotank_started",
        "poster_proposal_submitted",
        "poster_proposal_send_back",
        "poster_proposal_submitted",
        "poster_proposal_sign_off",
        "poster_pilot_prepared",
        "poster_pilot_opened",
        "poster_pilot_concluded",
        "problem_answered",
    ]
    mail.outbox.clear()
    for _twice in range(2):
        for notice in notices:
            tasks.deliver_letter(letter_id=str(notice.letter_id))
    letters = [letter for letter in mail.outbox if letter.to == [cast.poster.email]]
    assert len(letters) == len(heard)
    assert letters[0].extra_headers["Content-Language"] == "nl"
    assert "/app/problems/" in str(letters[0].body)
