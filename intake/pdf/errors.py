"""What can go wrong while a PDF is made; no message carries a word of the document."""


class PdfError(Exception):
    """The PDF was not made; nothing was written anywhere."""


class PdfTooLarge(PdfError):
    """The document needs more memory, or makes a larger file, than the limits allow."""


class PdfTimedOut(PdfError):
    """The document was not finished within the time limit, and was stopped."""


class PdfFailed(PdfError):
    """Rendering stopped; the message is the kind of error at most, never its text."""
