"""Screens of the pilots' shelf: the list, the places, and an organisation's portfolio."""

from tests.browser.screens.finding import Screen, kept, of_person, row

VELDOEVER = (
    "SELECT (SELECT email FROM people_person WHERE split_part(email, '@', 1) = '{who}'), id "
    "FROM people_organisation WHERE slug = 'veldoever'"
)
SHELF = [
    Screen("pilots", of_person("anneke", "/app/pilots")),
    Screen("pilots-better", of_person("anneke", "/app/pilots?stage=ended&performance=better&quality_of_work=better")),
    Screen("pilots-none", of_person("anneke", "/app/pilots?topic=crisis")),
    Screen("pilots-places", of_person("anneke", "/app/pilots?view=places")),
    Screen("portfolio", row(VELDOEVER.format(who="anneke"), "/app/organisations/{id}/portfolio")),
    Screen("portfolio-keeper", kept("organisation", "slug = 'bjorkslatt'", "/app/organisations/{id}/portfolio")),
]
