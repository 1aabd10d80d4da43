"""The security headers of every answer."""

from flask import Response, request

from intake.guards.desk import the_desk
from intake.guards.language import is_staff_path

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Drafts are saved from the page, which is the only thing that any script asks for.
STAFF_POLICY = POLICY + "; connect-src 'self'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
ONE_YEAR = 365 * 24 * 3600


def add_headers(response: Response) -> Response:
    """Nothing from elsewhere, no framing, nothing stored but the static files."""
    policy = STAFF_POLICY if is_staff_path(request.path) else POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if the_desk().config.tls:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")
    return response
