"""The security headers of every answer."""

from flask import Response

from intake.guards.desk import the_desk

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    # Drafts and files are sent from the page, which is the only thing that any script asks for.
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What only means something where it comes with a page: style sheets and scripts go without, for
# each of these lines is paid for by a weak network.
OF_PAGES = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
PARTS_OF_PAGES = {"text/css", "text/javascript"}
ONE_YEAR = 365 * 24 * 3600


def add_headers(response: Response) -> Response:
    """Nothing from elsewhere, no framing, nothing stored but the static files."""
    of_pages = {} if response.mimetype in PARTS_OF_PAGES else OF_PAGES
    for name, value in {**HEADERS, **of_pages}.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if the_desk().config.tls:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")
    return response
