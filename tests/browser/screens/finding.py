"""How a screen of the demo network is found: who looks at it, and where it is."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.conftest import Site

Found = tuple[str | None, str]
COORDINATOR = (
    "(SELECT p.email FROM people_person p JOIN people_role r ON r.person_id = p.id "
    "WHERE r.kind = 'coordinator' ORDER BY 1 LIMIT 1)"
)
SEAT = (
    "SELECT p.email, {id} FROM dotanks_dotank d JOIN dotanks_seat s ON s.dotank_id = d.id "
    "JOIN people_person p ON p.id = s.person_id"
)


@dataclass(frozen=True)
class Screen:
    """A screen with the way to find somebody who sees it in the demo network."""

    name: str
    find: Callable[[Site], Found]


def public(address: str) -> Callable[[Site], Found]:
    return lambda site: (None, address)


def row(question: str, address: str) -> Callable[[Site], Found]:
    """The first row of a question that gives an e-mail address and an id."""

    def find(site: Site) -> Found:
        rows = site.rows(question)
        assert rows, question
        email, subject = rows[0]
        return email, address.format(id=subject)

    return find


def made(question: str, script: str, address: str) -> Callable[[Site], Found]:
    """A screen about something that the demo network does not have: people of it do it first, once."""

    def find(site: Site) -> Found:
        if not site.rows(question):
            site.do(script)
        return row(question, address)(site)

    return find


def of_person(name: str, address: str) -> Callable[[Site], Found]:
    """A screen of one of the demo people, by the short name before the @."""
    return row(f"SELECT email, id FROM people_person WHERE split_part(email, '@', 1) = '{name}'", address)


def kept(table: str, which: str, address: str) -> Callable[[Site], Found]:
    """A screen about one row of the people app, as the administrator of the network sees it."""
    keeper = "(SELECT email FROM people_person WHERE split_part(email, '@', 1) = 'henrik')"
    return row(f"SELECT {keeper}, id FROM people_{table} WHERE {which} ORDER BY id LIMIT 1", address)
