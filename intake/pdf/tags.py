"""What WeasyPrint 70.0 leaves out of the tags of a PDF, added before the file is written.

* Quoted words keep their own language (WCAG 2.2, 3.1.2); it writes that of the document only.
* Lines in the page margins are artifacts (ISO 14289-1, 7.8); it marks them as content.
* Scripts in which glyphs and letters do not go one by one, such as Tamil and Thai, get their text
  beside the glyphs; otherwise copying, search and screen readers meet scrambled words.
  Right-to-left text is left as it is: there, readers cope better without.
* Every glyph stands for a character (ISO 14289-1, 7.21.7); it leaves parts of a cluster empty.

Marks, tags and boxes come in the same order, so they are matched by walking all three.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pydyf  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import MarginBox, TextBox

_QUOTED = "blockquote"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_SARA_AM = frozenset("\u0e33\u0eb3")
_ZERO_WIDTH_SPACE = "\u200b"


class _Text(NamedTuple):
    """A piece of drawn text: on which page, counted from 0, and whether in its margin."""

    page: int
    in_margin: bool
    text: str


def mend_tags(document: Any, pdf: Any) -> None:
    """Complete the tags of `pdf` from the boxes of `document`; a finisher for WeasyPrint."""
    _mark_languages(document, pdf)
    _fill_character_maps(pdf)
    streams = [_Stream(pdf, number) for number in range(len(document.pages))]
    for text, tag in zip(_texts(document), _text_tags(pdf), strict=True):
        mark = tag["K"][0]
        if text.in_margin:
            streams[text.page].make_artifact(mark)
        elif _is_scrambled(text.text):
            streams[text.page].spell_out(mark, text.text.replace(_ZERO_WIDTH_SPACE, ""))


class _Stream:
    """The drawing commands of one page, and the tags its marks lead to."""

    def __init__(self, pdf: Any, number: int) -> None:
        pages = [entry for entry in _dictionaries(pdf) if entry.get("Type") == "/Page"]
        self._commands = pdf.objects[int(pages[number]["Contents"].split()[0])].stream
        self._places = {
            command["MCID"]: place
            for place, command in enumerate(self._commands)
            if isinstance(command, dict) and "MCID" in command
        }
        self._owners = _owners(pdf)[2 * number + 1]

    def make_artifact(self, mark: int) -> None:
        place = self._places[mark]
        self._commands[place - 1] = "/Artifact"
        self._commands[place] = pydyf.Dictionary({"Type": "/Pagination"})
        self._owners[mark] = "null"

    def spell_out(self, mark: int, text: str) -> None:
        self._commands[self._places[mark]]["ActualText"] = pydyf.String(text)


def _mark_languages(document: Any, pdf: Any) -> None:
    boxes = (box for page in document.pages for box in _quotations(page._page_box))
    tags = (entry for entry in _dictionaries(pdf) if entry.get("S") == "/BlockQuote")
    for box, tag in zip(boxes, tags, strict=True):
        if lang := box.element.get("lang"):
            tag["Lang"] = pydyf.String(lang)


def _quotations(box: Any) -> Iterator[Any]:
    if box.element is not None and box.element_tag == _QUOTED:
        yield box
    for child in getattr(box, "children", ()):
        yield from _quotations(child)


def _texts(document: Any) -> Iterator[_Text]:
    for number, page in enumerate(document.pages):
        yield from _texts_in(page._page_box, number, in_margin=False)


def _texts_in(box: Any, page: int, *, in_margin: bool) -> Iterator[_Text]:
    in_margin = in_margin or isinstance(box, MarginBox)
    for child in getattr(box, "children", ()):
        if isinstance(child, TextBox):
            yield _Text(page, in_margin, child.text)
        else:
            yield from _texts_in(child, page, in_margin=in_margin)


def _text_tags(pdf: Any) -> Iterator[Any]:
    for entry in _dictionaries(pdf):
        marks = entry.get("K")
        if entry.get("S") == "/Span" and len(marks) == 1 and isinstance(marks[0], int):
            yield entry


def _owners(pdf: Any) -> Any:
    return next(entry["Nums"] for entry in _dictionaries(pdf) if "Nums" in entry)


def _dictionaries(pdf: Any) -> Iterator[Any]:
    return (entry for entry in pdf.objects if isinstance(entry, dict))


def _is_scrambled(text: str) -> bool:
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return False
    return any(unicodedata.category(c).startswith("M") or c in _SARA_AM for c in text)


def _fill_character_maps(pdf: Any) -> None:
    for entry in pdf.objects:
        commands = getattr(entry, "stream", ())
        if b"endbfchar" in commands:
            entry.stream = [_filled(command) for command in commands]


def _filled(command: Any) -> Any:
    """Map to U+200B, which nobody sees, what would stand for no character."""
    empty = isinstance(command, bytes) and command.endswith(b" <>")
    return command.removesuffix(b"<>") + b"<200b>" if empty else command
