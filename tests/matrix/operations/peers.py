"""Standing alone no longer: Petra (poster) looks for peers, Mia (member) and Chris (challenger) are asked."""

from ideas.models import PeerSearch
from tests import peers
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at

MINE = {"poster": 200}
ASKED = {"member": 200}


def of_first_search(rest: str) -> Read:
    def find(_: Cast) -> str:
        return f"problems/{PeerSearch.objects.order_by('day')[0].problem_id}/peers/{rest}"

    return "poster", find


def first_ask(cast: Cast) -> str:
    return f"peer-asks/{peers.first_of(cast.member).pk}/"


ROWS = [
    Row("read_peers", at("get", peers.searching, "problems/{found.problem_id}/peers/"), 403, MINE),
    Row("look_for_peers", at("post", peers.posted, "problems/{id}/peers/"), 403, {"poster": 201}),
    Row("stop_looking_for_peers", at("post", peers.searching, "problems/{found.problem_id}/peers/stop/"), 403, MINE),
    # Whoever is not in a conversation does not learn that there is one.
    Row(
        "show_name_to_peers",
        at("post", peers.met, "problems/{found.search.problem_id}/peers/show-name/"),
        404,
        {"poster": 200, "member": 403},
    ),
    Row(
        "list_peer_messages",
        at("get", peers.talking, "problems/{found.search.problem_id}/peers/messages/"),
        404,
        {"poster": 200, "member": 200},
    ),
    Row(
        "write_to_peers",
        at("post", peers.met, "problems/{found.search.problem_id}/peers/messages/", peers.MESSAGE),
        404,
        {"poster": 201, "member": 201},
    ),
    Row("read_peer_ask", at("get", peers.asked, "peer-asks/{id}/"), 404, ASKED),
    Row("say_yes_to_peer", at("post", peers.asked, "peer-asks/{id}/yes/"), 404, ASKED),
    Row("say_no_to_peer", at("post", peers.asked, "peer-asks/{id}/no/"), 404, ASKED),
    Row("leave_peers", at("post", peers.met, "peer-asks/{id}/leave/"), 404, ASKED),
    Row("meet_peer", at("post", peers.willing, "peer-asks/{id}/meet/"), 404, MINE),
    Row("turn_down_peer", at("post", peers.willing, "peer-asks/{id}/turn-down/"), 404, MINE),
]

READS: dict[str, Read] = {
    "read_peers": of_first_search(""),
    "list_peer_messages": of_first_search("messages/"),
    "read_peer_ask": ("member", first_ask),
}
