"""Looks into files from outside: what they are is decided by opening them, not by their name.

It happens in a child process with bounds of time and memory, so that a picture made to burst a
program bursts the child. Pictures come back as new ones, without anything that was hidden in them.
"""

import struct
from enum import Enum
from io import BytesIO
from typing import Final

from intake.forms.containers import is_heic, is_svg, is_zip
from intake.pdf import Limits, PdfError, PdfTimedOut
from intake.pdf.child import in_child

LONGEST_SIDE: Final = 2400
MOST_PIXELS: Final = 80_000_000
QUALITY: Final = 82
LIMITS: Final = Limits(seconds=15.0, memory=640 << 20, result=32 << 20)
HEAD: Final = 1024
"""A PDF may have something before its first mark and after its last (ISO 32000-1, annex H)."""

JPEG, PDF = "image/jpeg", "application/pdf"
_TYPES = {b"J": JPEG, b"P": PDF}


class Fault(Enum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY_PIXELS = "too many pixels"
    HEIC = "heic"
    SVG = "svg"
    ZIP = "zip"
    LOCKED = "locked"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class NotTaken(Exception):
    """A file that cannot be kept, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def decoded(content: bytes) -> tuple[str, bytes]:
    """The media type of a file and what to keep of it; raises `NotTaken`."""
    if not content:
        raise NotTaken(Fault.EMPTY)
    _refuse_by_sight(content)
    try:
        answer = in_child(lambda: _look_into(content), LIMITS)
    except PdfTimedOut:
        raise NotTaken(Fault.TOO_MANY_PIXELS) from None
    except PdfError:
        raise NotTaken(Fault.TOO_MANY_PIXELS) from None
    kind, kept = answer[:1], answer[1:]
    if kind == b"F":
        raise NotTaken(Fault(kept.decode()))
    return _TYPES[kind], kept or content


def warm() -> None:
    """Load the decoders, so that the children need not."""
    import pypdf  # noqa: F401
    from PIL import Image

    Image.preinit()
    Image.init()


def _refuse_by_sight(content: bytes) -> None:
    """What can be told by its first bytes, and is often sent, gets an answer of its own."""
    head = content[:HEAD]
    for is_it, fault in ((is_heic, Fault.HEIC), (is_svg, Fault.SVG), (is_zip, Fault.ZIP)):
        if is_it(head):
            raise NotTaken(fault)


def _look_into(content: bytes) -> bytes:
    """In the child: one letter for the kind, then the new picture (nothing for a PDF)."""
    try:
        if b"%PDF-" in content[:HEAD]:
            _open_pdf(content)
            return b"P"
        return b"J" + _redrawn(content)
    except NotTaken as refused:
        return b"F" + str(refused.fault.value).encode()


def _redrawn(content: bytes) -> bytes:
    from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    # WeasyPrint, which the parent has loaded, lets cut-off pictures pass for whole ones.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotTaken(Fault.TOO_MANY_PIXELS)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
            return _as_jpeg(upright)
    except (NotTaken, MemoryError):
        raise
    except UnidentifiedImageError:
        raise NotTaken(Fault.UNKNOWN) from None
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError):
        raise NotTaken(Fault.BROKEN) from None


def _as_jpeg(picture: "object") -> bytes:
    """A new picture of the same pixels, on white where they were transparent; no metadata."""
    from PIL import Image

    assert isinstance(picture, Image.Image)
    if "A" in picture.getbands() or "transparency" in picture.info:
        drawn = picture.convert("RGBA")
        paper = Image.new("RGB", drawn.size, "white")
        paper.paste(drawn, mask=drawn.getchannel("A"))
    else:
        paper = picture.convert("RGB")
    clean = Image.frombytes("RGB", paper.size, paper.tobytes())
    written = BytesIO()
    clean.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _open_pdf(content: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    if b"%%EOF" not in content[-HEAD:]:
        raise NotTaken(Fault.BROKEN)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotTaken(Fault.LOCKED)
        if not len(reader.pages):
            raise NotTaken(Fault.BROKEN)
        _ = reader.pages[0].mediabox
    except (NotTaken, MemoryError):
        raise
    except FileNotDecryptedError:
        raise NotTaken(Fault.LOCKED) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, OSError, NotImplementedError, struct.error):  # fmt: skip
        raise NotTaken(Fault.BROKEN) from None
