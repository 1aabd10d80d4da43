"""Files as people send them, and as people send them to do harm."""

import random
import struct
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

ORIENTATION, TURNED = 0x0112, 6
DESCRIPTION, WHERE = 0x010E, "Kanarienvogel Zofingen 47.28 N"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
ZIP = b"PK\x03\x04\x14\0\0\0" + bytes(64)
GIF = b"GIF89a\x01\0\x01\0\0\0\0;"


def photo(width: int = 60, height: int = 40, kind: str = "JPEG") -> bytes:
    """A picture with two colours side by side, taken with a turned phone that knows where."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("black", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = TURNED, WHERE
    written = BytesIO()
    picture.save(written, kind, exif=exif.tobytes())
    return written.getvalue()


def noise(width: int, height: int) -> bytes:
    """A large picture that does not become small by itself."""
    coarse = Image.frombytes("L", (300, 200), random.Random(5).randbytes(60_000))
    written = BytesIO()
    coarse.resize((width, height)).convert("RGB").save(written, "JPEG", quality=97)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture in some bytes."""
    return Image.open(BytesIO(content))


def pdf(word: str = "Brief", password: str = "") -> bytes:
    """A PDF of one page that holds a word as it is."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(f"BT ({word}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(BytesIO(content)).pages)


def bomb(side: int) -> bytes:
    """A PNG of `side` × `side` white points, a few kilobytes on the wire."""
    packer = zlib.compressobj(9)
    row = bytes(side // 8 + 1 + (side % 8 > 0))
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check
