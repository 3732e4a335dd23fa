"""The public list of problems and the page of each."""

from django.test import Client

from flow import steps
from ideas.actions import conversation, problems
from ideas.models import Problem
from tests import stages, talks
from tests.cast import Cast
from tests.flow.pages.conftest import Shown
from tests.flow.pages.reading import PageReader


def listed(page: PageReader) -> list[str]:
    """The problems a page links to."""
    links = [str(one.get("href", "")) for one in page.all("a")]
    return [link for link in links if link.startswith("/en/problems/") and link != "/en/problems/" and "?" not in link]


def test_every_problem_is_on_exactly_one_page(cast: Cast, client: Client) -> None:
    for number in range(45):
        stages.published_problem(cast, title=f"Problem {number}")
    public = Problem.objects.public()
    seen: list[str] = []
    path = "/en/problems/"
    for _ in range(4):
        page = PageReader(client.get(path).content.decode())
        seen += listed(page)
        later = [str(one["href"]) for one in page.all("a") if one.get("rel") == "next"]
        if not later:
            break
        path = f"/en/problems/{later[0]}"

    assert sorted(seen) == sorted(f"/en/problems/{problem.pk}/" for problem in public)
    assert len(seen) > 45


NO_SENSE = [
    "state=draft",
    "state=%00",
    "after=x",
    "after=%00~%00",
    "after=2026-01-01~x",
    "after=2026-13-99T99:99~00000000-0000-4000-8000-000000000000",
    "after=2026-01-01T00:00:00~00000000-0000-4000-8000-000000000000",
    "after=" + "9" * 5000,
]


def test_an_address_that_makes_no_sense_shows_the_first_page(shown: Shown, client: Client) -> None:
    for asked in NO_SENSE:
        response = client.get(f"/en/problems/?{asked}")

        assert response.status_code == 200, asked[:80]
        page = PageReader(response.content.decode())
        assert f"/en/problems/{shown.open_problem.pk}/" in listed(page), asked[:80]
        assert shown.draft.title not in page.words


def test_a_state_narrows_the_list(shown: Shown, client: Client) -> None:
    answered = PageReader(client.get("/en/problems/?state=answered").content.decode())
    waiting = PageReader(client.get("/en/problems/?state=published").content.decode())

    assert listed(answered) == [f"/en/problems/{shown.problem.pk}/"]
    assert listed(waiting) == [f"/en/problems/{shown.open_problem.pk}/"]


def test_an_answered_problem_shows_its_whole_way_and_its_lesson(shown: Shown, client: Client) -> None:
    page = PageReader(client.get(f"/en/problems/{shown.problem.pk}/").content.decode())

    assert [one["data-state"] for one in page.all("li") if "data-state" in one] == ["done"] * 5
    assert f"/en/library/lessons/{shown.lesson.pk}/" in [one.get("href") for one in page.all("a")]
    assert "The problem was posted." in page.words
    assert "The lesson was published." in page.words


def test_this_is_mine_too_leads_to_sign_in_and_back(shown: Shown, client: Client) -> None:
    path = f"/nl/problems/{shown.open_problem.pk}/"
    links = [one.get("href") for one in PageReader(client.get(path).content.decode()).all("a")]
    assert f"/nl/accounts/login/?next=/app/problems/{shown.open_problem.pk}" in links

    client.force_login(shown.cast.outsider)
    links = [one.get("href") for one in PageReader(client.get(path).content.decode()).all("a")]
    assert f"/app/problems/{shown.open_problem.pk}" in links


def test_a_withdrawn_problem_is_gone(shown: Shown, client: Client) -> None:
    problems.withdraw_problem(poster=shown.cast.poster, problem_id=shown.open_problem.pk)

    assert client.get(f"/en/problems/{shown.open_problem.pk}/").status_code == 404
    assert shown.open_problem.title not in client.get("/en/problems/").content.decode()


def test_a_station_that_was_left_out_is_not_called_done(cast: Cast, client: Client) -> None:
    proposal = stages.submitted(cast)
    steps.decline_proposal(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="The law forbids it.")

    page = PageReader(client.get(f"/en/problems/{proposal.dotank.problem_id}/").content.decode())

    stations = [one["data-state"] for one in page.all("li") if "data-state" in one]
    assert stations == ["done", "done", "done", "stopped", "here"]
    assert "The proposal was declined." in page.words


def test_the_start_page_shows_cases_in_the_readers_language_first(shown: Shown, client: Client) -> None:
    for number in range(4):
        stages.published_problem(shown.cast, title=f"English problem {number}")

    assert shown.open_problem.title in PageReader(client.get("/nl/").content.decode()).words
    assert "English problem" in PageReader(client.get("/en/").content.decode()).words


def test_what_is_said_is_read_by_anybody_and_nobody_is_named(cast: Cast, client: Client) -> None:
    problem = stages.published_problem(cast)
    conversation.support_problem(person=cast.member, problem_id=problem.pk, by_name=True)
    talks.grow(cast, problem, 0)
    rude = talks.comment(cast, problem, "third", "Idiots")
    conversation.hide_comment(coordinator=cast.coordinator, comment_id=rude.pk, reason="Be kind.")

    page = client.get(f"/en/problems/{problem.pk}/").content.decode()

    assert "1 colleague in the network says" in page
    assert "Among them people of: Water Board." in page
    assert "Adviser, Water Board" in page
    assert "Ask @a colleague" in page
    assert str(problem.persona) in page
    for hidden in ("Mia", "Cora", "Petra", "Idiots"):
        assert hidden not in page
