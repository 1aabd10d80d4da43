"""PDFs from finished HTML: tagged, bounded in time and memory, nothing written to disk.

Call `warm()` once before workers fork: each PDF is rendered in a child forked from this process.
"""

import logging
import struct
from typing import TYPE_CHECKING

from intake.pdf.breaking import breakable
from intake.pdf.child import Limits, in_child
from intake.pdf.errors import PdfError, PdfFailed, PdfTimedOut, PdfTooLarge

if TYPE_CHECKING:
    from intake.pdf.press import Press

__all__ = [
    "Limits",
    "PdfError",
    "PdfFailed",
    "PdfTimedOut",
    "PdfTooLarge",
    "breakable",
    "render",
    "warm",
]

_COUNT = struct.Struct(">I")
_USUAL_LIMITS = Limits()
_log = logging.getLogger(__name__)


def warm() -> None:
    """Load WeasyPrint, fonts and style sheets; later calls cost nothing."""
    _press()


def render(html: str, *, lang: str, limits: Limits = _USUAL_LIMITS) -> bytes:
    """Return the PDF/UA-1 tagged PDF of a whole HTML document whose language is `lang` (BCP 47).

    Texts from outside must be escaped, and passed through `breakable`, before. Styles come from
    `static/css/pdf/`; of addresses only `intake-static:` is served.
    Raises PdfTimedOut, PdfTooLarge or PdfFailed; none of them, and no log line, holds content.
    """
    press = _press()

    def work() -> bytes:
        printed = press.print(html, lang)
        return _COUNT.pack(printed.missing) + printed.pdf

    answer = in_child(work, limits)
    missing, pdf = _COUNT.unpack_from(answer)[0], answer[_COUNT.size :]
    if missing:
        _log.warning("%d characters have no font and were spelled out in a PDF", missing)
    return pdf


def _press() -> "Press":
    # WeasyPrint takes 350 ms to import: commands that print nothing do not pay for it.
    from intake.pdf.press import the_press

    return the_press()
