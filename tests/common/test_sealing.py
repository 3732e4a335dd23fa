"""What is sealed opens only with the key, for its purpose, and beside what it was bound to."""

import pytest
from cryptography.exceptions import InvalidTag

from common.sealing import mark, seal, unseal


def test_sealed_opens_again_and_looks_different_each_time() -> None:
    first, second = seal("notice", b"Petra", b"row"), seal("notice", b"Petra", b"row")

    assert first != second
    assert b"Petra" not in first
    assert unseal("notice", first, b"row") == b"Petra"


@pytest.mark.parametrize(("purpose", "bound_to"), [("look", b"row"), ("notice", b"other row")])
def test_sealed_stays_closed_for_another_purpose_or_row(purpose: str, bound_to: bytes) -> None:
    with pytest.raises(InvalidTag):
        unseal(purpose, seal("notice", b"Petra", b"row"), bound_to)


def test_a_mark_is_the_same_for_the_same_parts_only() -> None:
    assert mark("tag", "ab", "c") == mark("tag", "ab", "c")
    assert len({mark("tag", "ab", "c"), mark("tag", "a", "bc"), mark("proof", "ab", "c")}) == 3
