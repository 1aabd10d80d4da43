"""The issued report on the screen, and the charts in it."""

import re

from tests.http.reports.archive import OCTOBER, SEPTEMBER, Archive, local
from tests.http.reports.test_preview import row
from tests.page import Page


def bars_of(page: Page, code: str) -> list[tuple[str, str]]:
    """The drawn rectangles of a chart: width and fill."""
    (chart,) = re.findall(rf'<svg[^>]*="chart-{code}".*?</svg>', page.response.text, re.DOTALL)
    return re.findall(r'<rect .*?width="([^"]+)".*?fill="([^"]+)"', chart)


def words_of(page: Page, code: str) -> str:
    """What a chart says to those who do not see it."""
    (words,) = re.findall(rf'<title id="chart-{code}">(.*?)</title>', page.response.text)
    return str(words)


def test_tables_say_what_they_count_and_how(frozen: Archive) -> None:
    page = frozen.issue(OCTOBER)
    assert "Counted: New cases." in page.main and "One main topic for each case." in page.main
    assert row(page, "Zofingen") == "Zofingen 15"
    assert row(page, "Oftringen") == "Oftringen 9"
    assert "X 1 to 4" in page.main


def test_charts_are_drawn_from_printed_cells(frozen: Archive) -> None:
    page = frozen.issue(OCTOBER)
    lengths = [width for width, _ in bars_of(page, "municipality")]
    assert lengths == ["55.2%", "92.0%"]
    assert "Zofingen: 15" in words_of(page, "municipality")
    assert "Aarburg: –" in words_of(page, "municipality")


def test_a_hidden_number_is_a_mark_of_one_size(archive: Archive) -> None:
    for number in range(30):
        topic = (
            "health" if number < 2 else "money" if number < 5 else ("work", "german")[number % 2]
        )
        archive.received(local(2026, 10, 1 + number % 28, 9), topics=(topic,))
    archive.now_is(2026, 11, 24, 9)
    page = archive.issue(OCTOBER)
    hatched = {width for width, fill in bars_of(page, "main_topic") if fill.startswith("url(")}
    assert hatched == {"48"}
    assert "Health: hidden" in words_of(page, "main_topic")


def test_one_case_in_all_betrays_nothing(archive: Archive) -> None:
    archive.received(local(2026, 9, 7, 9), municipality="wiliberg", topics=("violence",))
    archive.now_is(2026, 11, 24, 9)
    page = archive.issue(SEPTEMBER)
    assert row(page, "New ") == "New X … X"
    assert row(page, "Violence") == "Violence –" and "Wiliberg" not in page.main


def test_one_municipality_that_holds_everything_hides_its_topic(archive: Archive) -> None:
    for day in range(1, 13):
        archive.received(local(2026, 10, day, 9), municipality="brittnau", topics=("violence",))
    archive.now_is(2026, 11, 24, 9)
    page = archive.issue(OCTOBER)
    assert row(page, "Brittnau") == "Brittnau 12"
    assert row(page, "Health and family") == "Health and family 12"
    assert [text for text in page.texts("tr") if text.startswith("Violence 12")] == []


def test_an_unknown_version_is_not_found(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    for path in (f"{OCTOBER}/2", f"{OCTOBER}/0", f"{SEPTEMBER}/1", f"{OCTOBER}/{'9' * 9}"):
        assert frozen.page(path).status == 404
        assert frozen.client.get(f"/reports/{path}.pdf").status_code == 404
        assert frozen.client.get(f"/reports/{path}.zip").status_code == 404


def test_who_asked_does_not_follow_from_the_kinds(archive: Archive) -> None:
    """Advice is for persons only: 23 of it, less 20 who ask for themselves, would give away 3."""
    askers = ["myself"] * 20 + ["other_person"] * 3 + ["organisation"] * 9 + ["municipality"] * 8
    for number, asker in enumerate(askers):
        archive.received(
            local(2026, 10, 1 + number % 28, 9),
            kind="consultation" if number < 23 else "expert_advice",
            requester=asker,
        )
    archive.now_is(2026, 11, 24, 9)
    page = archive.issue(OCTOBER)
    shown = page.texts("tr")
    assert "New 40 … 40" in shown
    assert not {"Advice 23", "For me or my family 20"} <= set(shown)


def test_an_unknown_need_of_an_interpreter_does_not_follow_from_the_kinds(
    archive: Archive,
) -> None:
    """Only persons are asked: 12 not known, less 9 organisations, would give away 3 persons."""
    for number in range(23):
        archive.received(local(2026, 10, 1 + number, 9), interpreter="" if number < 3 else "yes")
    for day in range(1, 10):
        archive.received(
            local(2026, 10, day, 11), kind="expert_advice", requester="organisation", interpreter=""
        )
    archive.now_is(2026, 11, 24, 9)
    shown = archive.issue(OCTOBER).texts("tr")
    assert "New 32 … 32" in shown
    assert not {"Expert advice 9", "Not known 12"} <= set(shown)
