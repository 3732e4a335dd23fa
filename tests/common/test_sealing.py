"""What is sealed opens only with the key, for its purpose, and beside what it was bound to."""

import pytest
from cryptography.exceptions import InvalidTag

from common.sealing import mark, padded, seal, unpadded, unseal


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


@pytest.mark.parametrize(
    ("length", "size"),
    [(0, 512), (508, 512), (509, 2048), (8188, 8192), (32764, 32768), (32765, 65536), (99999, 131072)],
)
def test_what_is_filled_up_has_one_of_a_few_lengths_and_comes_back(length: int, size: int) -> None:
    plain = b"\0x" * (length // 2) + b"\0" * (length % 2)

    assert len(padded(plain)) == size
    assert unpadded(padded(plain)) == plain
