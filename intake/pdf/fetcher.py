"""The only files a PDF may draw on: our own static ones, under a scheme of our own."""

from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

SCHEME = "intake-static:"
STATIC = Path(__file__).parent.parent / "static"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class OwnFiles:
    """Answers `intake-static:css/pdf/page.css`; anything else ends the whole rendering.

    It does not inherit from WeasyPrint's fetcher, so it has nothing that could open an address.
    """

    _fail_on_errors = True

    def __call__(self, url: str) -> URLFetcherResponse:
        """Return the file behind `url`, or raise FatalURLFetchingError, without the address."""
        path = _own_path(url)
        if path is None:
            raise FatalURLFetchingError
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})


def _own_path(url: str) -> Path | None:
    if not url.startswith(SCHEME):
        return None
    path = (STATIC / unquote(url.removeprefix(SCHEME))).resolve()
    inside = path.is_relative_to(STATIC.resolve())
    return path if inside and path.suffix in _TYPES and path.is_file() else None
