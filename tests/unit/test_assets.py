"""The static bundles: complete, small, kept for ever, and the same text in every coding."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.assets import BUNDLES, init_assets, shrink_css

INTAKE = Path(__file__).parents[2] / "intake"
FOR_PAPER = {"pdf"}
FIRST_LOAD = {"public.css": 3400, "public.js": 1000}


@pytest.fixture
def app() -> Flask:
    app = Flask("bare", static_folder=None)
    init_assets(app)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, bundle: str) -> str:
    return str(app.jinja_env.globals["asset"](bundle))  # type: ignore[operator]


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_coding_carries_the_same_text(app: Flask, client: FlaskClient, bundle: str) -> None:
    where = address(app, bundle)
    plain = client.get(where)
    zipped = client.get(where, headers={"Accept-Encoding": "gzip"})
    best = client.get(where, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert best.headers["Content-Encoding"] == "br"
    assert gzip.decompress(zipped.data) == brotli.decompress(best.data) == plain.data != b""


@pytest.mark.parametrize("bundle", BUNDLES)
def test_an_address_is_kept_for_ever(app: Flask, client: FlaskClient, bundle: str) -> None:
    answer = client.get(address(app, bundle))
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert re.fullmatch(r"/static/\w+\.[0-9a-f]{12}\.(css|js)", address(app, bundle))


@pytest.mark.parametrize("name", ["public.css", "public.0123456789ab.css", "..%2fassets.py"])
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("bundle", FIRST_LOAD)
def test_what_residents_load_stays_small(app: Flask, client: FlaskClient, bundle: str) -> None:
    answer = client.get(address(app, bundle), headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) <= FIRST_LOAD[bundle]


def test_every_component_is_in_a_bundle() -> None:
    for ending in ("css", "js"):
        used = {p for b, parts in BUNDLES.items() if b.endswith(ending) for p in parts}
        there = {path.stem for path in (INTAKE / "static" / ending).glob("*")}
        assert used == there - FOR_PAPER


def test_shrinking_keeps_the_meaning_of_a_stylesheet() -> None:
    css = """/* no */ a b > c:hover ,
        d { margin: calc(1px + 2px)  auto ; }
        @media (min-width: 2em) { e :f { x: y; } }"""
    assert shrink_css(css) == (
        "a b>c:hover,d{margin:calc(1px + 2px) auto}@media (min-width:2em){e :f{x:y}}"
    )
