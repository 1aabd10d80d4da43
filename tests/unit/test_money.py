"""Amounts and budgets as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.forms.money import NoAmount, read_amount, read_budget, written


@pytest.mark.parametrize(
    ("text", "francs"),
    [("300", "300"), ("300.-", "300"), ("CHF 1'200.50", "1200.50"), ("1’200", "1200"),
     ("1 200 Fr.", "1200"), ("12,5", "12.50"), ("٣٠٠", "300"), (" 0.05 ", "0.05")],
)  # fmt: skip
def test_it_reads_amounts(text: str, francs: str) -> None:
    assert read_amount(text) == Decimal(francs)


@pytest.mark.parametrize("text", ["", "abc", "-5", "1.2.3", "12 34", "1" * 40, "³"])
def test_it_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(NoAmount):
        read_amount(text)


def test_it_reads_the_lines_of_a_budget() -> None:
    lines = "Room for 4 evenings: 320.-\n\nFood, 20 people CHF 1'200\r\nLeaflets 2027 – 12.50"
    assert read_budget(lines) == [
        ("Room for 4 evenings", Decimal(320)),
        ("Food, 20 people", Decimal(1200)),
        ("Leaflets 2027", Decimal("12.50")),
    ]


def test_it_names_the_line_without_an_amount() -> None:
    with pytest.raises(NoAmount) as refused:
        read_budget("Room 320\nFood for all")
    assert refused.value.line == "Food for all"


@given(st.decimals(min_value=0, max_value=999_999_999, places=2))
def test_what_is_written_can_be_read(amount: Decimal) -> None:
    assert read_amount(written(amount)) == amount


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    try:
        assert all(amount >= 0 for _what, amount in read_budget(text))
    except NoAmount as refused:
        assert refused.line
