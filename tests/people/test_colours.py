"""An organisation's own colour never makes a page unreadable."""

import re

from hypothesis import given
from hypothesis import strategies as st

from people.organisations.colours import contrast, nearest_readable, readable, stylesheet

COLOURS = st.binary(min_size=3, max_size=3).map(lambda rgb: "#" + rgb.hex())


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000") == 21
    assert contrast("#ffffff") == 1
    assert round(contrast("#767676"), 2) == 4.54
    assert readable("#767676")
    assert not readable("#777777")


@given(COLOURS)
def test_the_nearest_readable_is_readable_and_what_was_readable_stays(colour: str) -> None:
    assert readable(nearest_readable(colour))
    if readable(colour):
        assert nearest_readable(colour) == colour


@given(COLOURS.filter(readable))
def test_letters_stand_out_from_every_ground_by_day_and_by_night(colour: str) -> None:
    day, night, _again = (
        dict(re.findall(r"--ds-color-accent-([a-z-]+):(#[0-9a-f]{6});", part))
        for part in stylesheet(colour).strip().splitlines()
    )
    assert day["base-default"] == colour
    for tokens, quiet in ((day, "#e7e9e9"), (night, "#262f34")):
        assert contrast(tokens["text-subtle"], quiet) >= 4.5
        assert contrast(tokens["text-default"], quiet) >= 4.5
        for ground in ("background-default", "background-tinted", "surface-default", "surface-tinted"):
            for letters in ("text-subtle", "text-default"):
                assert contrast(tokens[letters], tokens[ground]) >= 4.5, (letters, ground)
            assert contrast(tokens["border-strong"], tokens[ground]) >= 3
        for base in ("base-default", "base-hover", "base-active"):
            assert contrast(tokens["base-contrast-default"], tokens[base]) >= 4.5, base
