"""No cell of a table that leaves the product is run as a formula."""

import pytest

from common.tables import as_written, harmless


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", " ＝"])
def test_what_a_spreadsheet_would_run_is_shown_and_read_again(begin: str) -> None:
    words = f'{begin}HYPERLINK("https://example.org")'

    assert harmless(words) == f"'{words}"
    assert as_written(harmless(words)) == words


def test_other_words_stay_as_they_are() -> None:
    assert harmless("a = b") == "a = b"
