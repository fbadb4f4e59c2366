"""Whole numbers of strangers: of any script and any length, and never a fault."""

import pytest

from server.domain.whole_numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7), ("0000000012", 12), ("0", 0), ("000", 0), ("１２", 12), ("١٢", 12), ("9" * 5_000, 999_999_999),
        ("", -1), ("-1", -1), ("1_0", -1), ("²", -1), (" 7", -1),
    ],
)  # fmt: skip
def test_a_number_is_read_and_anything_else_is_not(text: str, number: int) -> None:
    assert whole_number(text, -1) == number
