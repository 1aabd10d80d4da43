"""What readers of a PDF find in it."""

import io
import subprocess
import unicodedata

import pypdf


def text_of(document: bytes) -> str:
    """All text of the PDF, presentation forms made plain letters again."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    found = subprocess.run(command, input=document, capture_output=True, check=True)
    return plain(found.stdout.decode())


def text_by_pypdf(document: bytes) -> str:
    """The same, as pypdf reads it."""
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    return plain("\n".join(page.extract_text() for page in pages))


def plain(text: str) -> str:
    """Text in NFKC without bidirectional and other invisible marks."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


def words_of(text: str) -> set[str]:
    """The words of a text, in no order; marks belong to the letter before."""
    kinds = ("L", "M", "N")
    return set(
        "".join(c if unicodedata.category(c)[0] in kinds else " " for c in plain(text)).split()
    )
