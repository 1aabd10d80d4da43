"""What the stylesheets promise: contrast in light and dark, any direction, one line a follower."""

import re
from pathlib import Path

import pytest

INTAKE = Path(__file__).parents[2] / "intake"
CSS = INTAKE / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
TEXT, CONTROL = 4.5, 3.0

PAIRS = [
    *[("text", ground, TEXT) for ground in ("page", "surface", "tint", "note", "error-ground")],
    *[("muted", ground, TEXT) for ground in ("page", "surface", "tint", "note")],
    *[("accent", ground, TEXT) for ground in ("page", "surface", "tint")],
    *[("control", ground, CONTROL) for ground in ("page", "surface", "tint")],
    ("on-accent", "accent", TEXT),
    ("on-note", "note", TEXT),
    ("error", "page", TEXT),
    ("error", "error-ground", TEXT),
    ("error", "tint", TEXT),
    ("error", "note", TEXT),
    ("warning", "warning-ground", TEXT),
    ("warning", "page", CONTROL),
    ("success", "success-ground", TEXT),
]


def palettes() -> dict[str, dict[str, str]]:
    """Colours by name for each scheme, as tokens.css has them."""
    light, dark = (CSS / "tokens.css").read_text("utf-8").split("@media")
    found = r"--([\w-]+): (#\w+);"
    return {"light": dict(re.findall(found, light)), "dark": dict(re.findall(found, dark))}


def luminance(colour: str) -> float:
    """Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    shares = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#0b5c63", "#fff") == pytest.approx(7.7, abs=0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_are_told_apart(scheme: str, front: str, ground: str, least: float) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[front], palette[ground]) >= least


def test_both_schemes_name_the_same_colours() -> None:
    assert palettes()["light"].keys() == palettes()["dark"].keys()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_stylesheets_know_no_left_and_right(path: Path) -> None:
    text = path.read_text("utf-8")
    side = "(?:left|right|top|bottom)"
    physical = rf"(?:margin|padding|border|inset)-{side}|(?<![-\w])(?:{side}|width|height):"
    assert re.findall(physical, text) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_stylesheets_use_only_colours_of_the_palette(path: Path) -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", path.read_text("utf-8")))
    assert used <= palettes()["light"].keys()


def test_every_question_that_follows_has_its_line() -> None:
    templates = (INTAKE / "templates").rglob("*.html")
    used = {c for t in templates for c in re.findall(r"follows-[\w-]+", t.read_text("utf-8"))}
    rules = "".join((CSS / f"{name}.css").read_text("utf-8") for name in ("dependent", "entry"))
    ruled = set(re.findall(r"\.(follows-[\w-]+)", rules))
    assert used <= ruled
