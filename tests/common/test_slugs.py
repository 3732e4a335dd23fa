"""A file's name keeps the letters of its title."""

import pytest

from common.slugs import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Godkjenning går i unødvendige runder", "godkjenning-gar-i-unodvendige-runder"),
        ("Lærdom på én side", "laerdom-pa-en-side"),
        ("Försäkringskassan: beslut!", "forsakringskassan-beslut"),
        ("Eén stempel", "een-stempel"),
        ("…", ""),
    ],
)
def test_letters_of_their_own_are_not_left_out(title: str, name: str) -> None:
    assert file_name(title, 60) == name


def test_it_does_not_end_in_a_hyphen_where_it_was_cut() -> None:
    assert file_name("one two", 4) == "one"
