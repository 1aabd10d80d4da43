"""WeasyPrint, set up once: our style sheet parsed, its log silenced, missing glyphs counted."""

import logging
import time
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from intake.pdf.fetcher import STATIC, OwnFiles
from intake.pdf.tags import mend_tags

_LOOKING_UP_FONTS = 2.0  # seconds at most
_VARIANT = "pdf/ua-1"
_WARM_UP = """<!DOCTYPE html><html lang="en"><title>-</title><body><h1>Aa</h1>
<table><tr><th scope="row">Aa<td>أب ሀለ தமிழ் ไทย 汉字 Її</table><p><strong>Aa أب ሀለ</strong></p>"""


@dataclass(frozen=True)
class Printed:
    """A PDF and how many different characters no installed font could show in it."""

    pdf: bytes
    missing: int


class Press:
    """Turns an HTML document into a PDF, in this process and without limits."""

    def __init__(self) -> None:
        """Parse the style sheets; a new one of these costs a quarter of a second."""
        self._fonts = FontConfiguration()
        self._files = OwnFiles()
        self._sheet = CSS(string=_style(), url_fetcher=self._files, font_config=self._fonts)

    def print(self, html: str, lang: str) -> Printed:
        """Return the PDF of `html`; a character without a glyph is spelled out by its name.

        PDF/UA allows no `.notdef` glyph, and an empty box tells a reader nothing.
        """
        with _Missing() as missing:
            pdf = self._print(html, lang)
        if missing.characters:
            pdf = self._print(_spelled_out(html, missing.characters), lang)
        return Printed(pdf, len(missing.characters))

    def _print(self, html: str, lang: str) -> bytes:
        source = HTML(string=html, url_fetcher=self._files)
        options = {"stylesheets": [self._sheet], "pdf_variant": _VARIANT}
        document = source.render(font_config=self._fonts, **options)
        document.metadata.lang = lang
        pdf: bytes = document.write_pdf(finisher=mend_tags, **options)
        return pdf


class _Missing(logging.Handler):
    """Collects the characters WeasyPrint found no glyph for, while it is entered."""

    _log = logging.getLogger("weasyprint")

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.characters.add(str(record.args[0]))

    def __enter__(self) -> "_Missing":
        self._log.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._log.removeHandler(self)


@lru_cache(1)
def the_press() -> Press:
    """Return the one press of this process, warm: everything it reuses is loaded."""
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).propagate = False
        logging.getLogger(name).addHandler(logging.NullHandler())
    before = _threads()
    press = Press()
    press.print(_WARM_UP, "en")
    _wait_for_font_threads(before)
    return press


def _wait_for_font_threads(before: int) -> None:
    """Wait until Pango has looked up its fonts: a child forked meanwhile inherits held locks."""
    deadline = time.monotonic() + _LOOKING_UP_FONTS
    while _threads() > before and time.monotonic() < deadline:
        time.sleep(0.01)


def _threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def _style() -> str:
    sheets = sorted((STATIC / "css" / "pdf").glob("*.css"))
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _spelled_out(html: str, characters: set[str]) -> str:
    names: dict[str, str | int | None] = {c: f"[{_name(c)}]" for c in characters}
    return html.translate(str.maketrans(names))


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
