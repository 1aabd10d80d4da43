"""Handing a file out: shown only if it is ours to the last byte, and never able to run."""

from urllib.parse import quote

from flask import Response

from intake.models.attachment import FileFacts

# What was drawn anew here, or is only ever played. All else is a download.
SHOWN = {"image/jpeg", "audio/webm", "audio/ogg", "audio/mp4"}
ENDINGS = {
    "image/jpeg": ".jpg",
    "application/pdf": ".pdf",
    "audio/webm": ".weba",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
}
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def file_answer(facts: FileFacts, content: bytes) -> Response:
    """The file behind an address, under the type that was found in it, whatever it was called."""
    type_ = facts["type"] if facts["type"] in ENDINGS else "application/octet-stream"
    answer = Response(content, content_type=type_)
    place = "inline" if type_ in SHOWN else "attachment"
    name = quote(download_name(facts), safe="")
    answer.headers["Content-Disposition"] = f"{place}; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def download_name(facts: FileFacts) -> str:
    """The name with the ending that fits what the file is."""
    stem, dot, ending = facts["name"].rpartition(".")
    right = ENDINGS.get(facts["type"], "")
    if not dot or not stem:
        return facts["name"] + right
    return facts["name"] if f".{ending.lower()}" == right else stem + right
