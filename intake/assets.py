"""Static files: plain components joined into bundles at start-up and served from memory.

A page asks for three things at most: itself, one stylesheet and one script. The address of a
bundle carries a hash of its content, so that a browser may keep it for ever.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, Response, abort, request

_SHARED = ("tokens", "ground", "boxes", "fields", "talk", "spread", "code")
_LAST = ("dependent", "comfort", "print")

BUNDLES: dict[str, tuple[str, ...]] = {
    "public.css": (*_SHARED, "public-page", *_LAST),
    "staff.css": (*_SHARED, "staff-page", "entry", "queue", "day", "reports", *_LAST),
    "public.js": ("leave", "offline", "files", "sending", "copy", "print", "keep"),
    "upload.js": ("upload",),
    "staff.js": ("shortcuts", "ticks", "modules", "draft", "sending", "copy", "print"),
}
"""Bundle name to its components, in order; the folder of a component is the bundle's ending."""

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One joined file: its file name with hash, its type, and its bytes by content coding."""

    name: str
    content_type: str
    codings: dict[str, bytes]

    @classmethod
    def of(cls, bundle: str, text: str) -> Asset:
        stem, ending = bundle.split(".")
        plain = text.encode()
        digest = blake2b(plain, digest_size=6).hexdigest()
        codings = {
            "br": brotli.compress(plain, mode=brotli.MODE_TEXT, quality=11),
            "gzip": gzip.compress(plain, 9, mtime=0),
            "identity": plain,
        }
        return cls(f"{stem}.{digest}.{ending}", _TYPES[ending], codings)

    def response(self) -> Response:
        """The answer to the current request, in the best coding that the browser takes."""
        accepted = request.accept_encodings
        coding = next((c for c in ("br", "gzip") if accepted[c] > 0), "identity")
        answer = Response(self.codings[coding], content_type=self.content_type)
        answer.headers["Cache-Control"] = _FOR_EVER
        answer.headers["Vary"] = "Accept-Encoding"
        if coding != "identity":
            answer.headers["Content-Encoding"] = coding
        return answer


def shrink_css(text: str) -> str:
    """The stylesheet without comments and without the spaces that carry no meaning."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    return re.sub(r"([\w-]):\s+", r"\1:", text).replace(";}", "}").strip()


def shrink_js(text: str) -> str:
    """The script without whole-line comments and indentation, in a scope of its own."""
    lines = (line.strip() for line in text.splitlines())
    return "{" + "\n".join(line for line in lines if line and not line.startswith("//")) + "}"


_SHRINK: dict[str, Callable[[str], str]] = {"css": shrink_css, "js": shrink_js}


def join(folder: Path, bundle: str) -> Asset:
    """Read and join the components of `bundle` below `folder`; OSError if one is missing."""
    ending = bundle.split(".")[1]
    paths = (folder / ending / f"{part}.{ending}" for part in BUNDLES[bundle])
    return Asset.of(bundle, "".join(_SHRINK[ending](path.read_text("utf-8")) for path in paths))


def init_assets(app: Flask) -> None:
    """Join all bundles, serve them below /static/ and give templates `asset("public.css")`.

    The application must be made with `static_folder=None`: nothing else is served from disk.
    """
    folder = Path(__file__).parent / "static"
    assets = {bundle: join(folder, bundle) for bundle in BUNDLES}
    by_name = {asset.name: asset for asset in assets.values()}

    def static(name: str) -> Response:
        found = by_name.get(name)
        return found.response() if found else abort(404)

    def asset(bundle: str) -> str:
        return f"/static/{assets[bundle].name}"

    app.add_url_rule("/static/<name>", "static", static)
    template_globals: dict[str, Any] = app.jinja_env.globals
    template_globals["asset"] = asset
