"""The PDF itself: tagged, whole in every script, fed by nothing but the document."""

import io
import logging
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from intake import pdf
from intake.models.case_summary import CaseSummary, Reach, SpokenWords
from tests.unit.pdf.reading import plain, text_by_pypdf, text_of, words_of
from tests.unit.pdf.samples import REACH, REQUESTS, RIGHT_TO_LEFT, spoken, summary_of

Maker = Callable[[CaseSummary], bytes]
EMPTY = '<!DOCTYPE html><html lang="en"><head><title>Empty</title></head><body>{}</body></html>'


def body(content: str) -> str:
    return EMPTY.format(content)


@pytest.mark.parametrize("lang", REQUESTS)
def test_every_word_of_every_script_is_there(
    lang: str, summary_pdf: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    document = summary_pdf(summary_of(spoken(lang)))
    # Poppler turns the lam-alef round, pypdf does not read the text beside Tamil glyphs.
    found = words_of(text_by_pypdf(document) if lang in RIGHT_TO_LEFT else text_of(document))
    wanted = words_of(REQUESTS[lang])
    assert wanted - found == set()
    assert "no font" not in caplog.text


def test_a_message_of_4000_characters_is_whole(summary_pdf: Maker) -> None:
    words = [f"Wort{number:04d}" for number in range(444)]
    text = " ".join(words)[:4000]
    document = summary_pdf(summary_of(SpokenWords(text, "de")))
    found = words_of(text_of(document))
    assert words_of(text) - found == set()


def test_text_that_looks_like_html_is_printed_as_text(summary_pdf: Maker) -> None:
    text = '<img src="file:///etc/passwd"><script>x</script> & Übung'
    assert text in text_of(summary_pdf(summary_of(SpokenWords(text, "de"))))


def test_an_unbroken_word_of_20_kb_is_whole_and_in_time(summary_pdf: Maker) -> None:
    word = "abcdefghij" * 2000
    document = text_of(summary_pdf(summary_of(SpokenWords(word), messages=())))
    assert (
        "".join(line for line in document.split() if set(line) <= set(word) and len(line) > 9)
        == word
    )


def test_it_is_tagged_and_says_so(summary_pdf: Maker) -> None:
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(spoken("ar"))))) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert str(root.StructTreeRoot.K[0].S) == "/Document"
        assert str(root.Lang) == "de"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title) == "Case summary 2026-0042"
        assert document.open_metadata()["pdfuaid:part"] == "1"


def test_the_tags_name_headings_and_row_headers(summary_pdf: Maker) -> None:
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(spoken("ar"))))) as document:
        kinds = [str(o.S) for o in elements(document)]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/Table", "/TH", "/TD", "/BlockQuote", "/L", "/LI"} <= set(kinds)


def elements(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        entry
        for entry in document.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/StructElem"
    ]


def test_quoted_words_carry_their_language_on_every_page(summary_pdf: Maker) -> None:
    long = SpokenWords("\n".join([REQUESTS["ar"]] * 30), "ar", "rtl")
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(long)))) as document:
        quoted = [e for e in elements(document) if e.S == "/BlockQuote"]
        langs = [str(e.Lang) for e in quoted]
    assert langs.count("ar") >= 4
    assert langs.count("de") == 2


def test_margin_lines_are_artifacts(summary_pdf: Maker) -> None:
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(spoken("sq"))))) as document:
        for sheet in document.pages:
            commands = pikepdf.parse_content_stream(sheet)
            marks = [c.operands for c in commands if str(c.operator) == "BDC"]
            margins = [m for m in marks if m[0] == pikepdf.Name.Artifact]
            assert len(margins) == 4
            assert all("/MCID" not in m[1] for m in margins)


@pytest.mark.parametrize("text", ["உதவி வேலை", "น้ำทำ ทำน้ำ", "किताब क्षेत्र", "မြန်မာဘာသာ"])
def test_scripts_with_composed_glyphs_can_be_copied(text: str) -> None:
    document = pdf.render(body(f"<p>{text}</p>"), lang="en")
    assert words_of(text) <= set(text_of(document).split())


def test_every_glyph_stands_for_a_character(summary_pdf: Maker) -> None:
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(spoken("ta"))))) as document:
        maps = [o.ToUnicode.read_bytes() for o in document.objects if is_font(o)]
    assert maps
    assert all(b"<>" not in each for each in maps)


def is_font(entry: pikepdf.Object) -> bool:
    return isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry


def test_all_fonts_are_embedded(summary_pdf: Maker) -> None:
    everything = SpokenWords("\n".join(REQUESTS.values()))
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(everything)))) as document:
        fonts = [
            o
            for o in document.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName) for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    for family in ("Arabic", "Ethiopic", "Tamil", "WenQuanYi"):
        assert any(family in name for name in names), family


def test_a_character_without_a_font_is_spelled_out(caplog: pytest.LogCaptureFixture) -> None:
    rare = "\U0010fffd"
    with caplog.at_level(logging.DEBUG):
        document = pdf.render(body(f"<p>Vorher {rare} nachher</p>"), lang="en")
    assert "[U+10FFFD]" in text_of(document)
    assert "1 characters have no font" in caplog.text
    assert "Vorher" not in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "intake-static:../config.py",
        "intake-static:%2e%2e/config.py",
        "intake-static:css/pdf/none.css",
        "//127.0.0.1/x.png",
    ],
)
def test_it_fetches_nothing_but_our_own_files(address: str) -> None:
    with pytest.raises(pdf.PdfFailed, match="^FatalURLFetchingError$"):
        pdf.render(body(f'<base href="file:///"><img alt="x" src="{address}">'), lang="en")


@pytest.mark.parametrize("way", ["", "../" * 30, "%2e%2e/" * 30])
def test_it_serves_no_style_sheet_from_elsewhere(way: str, tmp_path: Path) -> None:
    (tmp_path / "other.css").write_text("p { color: red }")
    address = f"intake-static:{way}{tmp_path}/other.css"
    with pytest.raises(pdf.PdfFailed, match="^FatalURLFetchingError$"):
        pdf.render(body(f'<link rel="stylesheet" href="{address}">'), lang="en")


def test_it_opens_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.css"
        with pytest.raises(pdf.PdfFailed):
            pdf.render(body(f'<link rel="stylesheet" href="{address}">'), lang="en")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_our_own_style_sheet_is_served() -> None:
    link = '<link rel="stylesheet" href="intake-static:css/pdf/text.css"><p>Here</p>'
    assert "Here" in text_of(pdf.render(body(link), lang="en"))


@pytest.mark.usefixtures("nothing_is_left")
def test_a_huge_document_is_stopped_in_time() -> None:
    huge = body("<p>word</p>" * 200_000)
    with pytest.raises(pdf.PdfTimedOut):
        pdf.render(huge, lang="en", limits=pdf.Limits(seconds=1))


@pytest.mark.usefixtures("nothing_is_left")
def test_a_huge_document_is_stopped_by_its_memory() -> None:
    huge = body("<p>word</p>" * 200_000)
    with pytest.raises(pdf.PdfTooLarge):
        pdf.render(huge, lang="en", limits=pdf.Limits(seconds=120, memory=48 << 20))


def test_deep_nesting_fails_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(pdf.PdfFailed, match="^RecursionError$"):
        pdf.render(body("<div>" * 500 + "Geheimnis"), lang="en")
    assert "Geheimnis" not in caplog.text


def test_how_to_reach_stands_before_the_request(summary_pdf: Maker) -> None:
    text = text_of(summary_pdf(summary_of(SpokenWords("Meine Frage", "de"))))
    marks = ["Case summary", "Confidential", "Draft", "Do not speak on", "Meine Frage"]
    places = [text.index(mark) for mark in marks]
    assert text.index("How to reach") < text.index("Meine Frage")
    assert all(place >= 0 for place in places)
    assert "Must not interpret" in text


def test_each_way_to_reach_has_its_rule(page: Callable[..., str]) -> None:
    def rules(reach: Reach) -> str:
        return page("case_summary.html", summary=summary_of(spoken("sq"), reach=reach))

    assert "Do not speak on the voicemail." in rules(REACH)
    allowed = Reach("Amal", "079", None, None, None, voicemail_allowed=True, discreet=False)
    assert "You may speak on the voicemail." in rules(allowed)
    by_code = Reach(None, None, None, None, None, voicemail_allowed=False, discreet=False)
    assert "Write messages in the case only." in rules(by_code)
    assert "No name given" in rules(by_code)


def test_a_closed_case_is_no_draft(summary_pdf: Maker) -> None:
    closed = text_of(summary_pdf(summary_of(spoken("sq"), is_open=False)))
    assert "Draft" not in closed
    assert "Page 1 of" in closed


def test_the_title_names_nobody_and_no_topic(summary_pdf: Maker) -> None:
    with pikepdf.open(io.BytesIO(summary_pdf(summary_of(spoken("sq"))))) as document:
        info = " ".join(str(value) for value in document.docinfo.values())
    assert "Amal" not in info
    assert "Deutsch" not in info


def test_the_recovery_sheet_is_one_page_with_all_groups(page: Callable[..., str]) -> None:
    groups = ("7K3M", "Q9TX", "0ABC", "V4WZ", "1HJN", "PRS2", "68DE", "FGXY")
    html = page(
        "recovery_sheet.html", groups=groups, date=date(2026, 11, 24), member="Petra Muster"
    )
    document = pdf.render(html, lang="de")
    text = plain(text_of(document))
    assert set(groups) <= set(text.split())
    assert "Two people must know" in text
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert len(opened.pages) == 1
