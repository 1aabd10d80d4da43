"""Each house rule bites on a page that breaks it, and only then."""

import pytest
from html5lib.html5parser import ParseError

from tests.house_rules import broken_rules, parse

GOOD = """<!doctype html>
<html lang="de" dir="ltr"><head><title>Hallo – Stelle</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/a.css"></head>
<body><main id="main"><h1>Hallo</h1><h2>Eins</h2>
<a href="#main">Los</a> <a href="tel:117">117</a> <a rel="noreferrer" href="https://example.org/">Mehr</a>
<form method="post" action="/de/x"><input type="hidden" name="form_token" value="t">
<p id="hint">Kurz</p><label for="a">A</label><input id="a" name="a" aria-describedby="hint">
<fieldset><legend>B</legend><label><input type="radio" name="b">b</label></fieldset>
<button>Senden</button></form><img src="/static/b.png" alt=""></main></body></html>"""


def complaints(old: str, new: str) -> str:
    assert old in GOOD
    return "; ".join(broken_rules(parse(GOOD.replace(old, new))))


def test_a_good_page_breaks_no_rule() -> None:
    assert broken_rules(parse(GOOD)) == []


@pytest.mark.parametrize(
    "markup",
    [
        GOOD.replace("<!doctype html>", ""),
        GOOD.replace("</form>", ""),
        GOOD.replace('name="a"', 'name="a" name="b"'),
        GOOD.replace("<h2>Eins</h2>", "<p><h2>Eins</h2></p>"),
    ],
)
def test_malformed_html_is_an_error(markup: str) -> None:
    with pytest.raises(ParseError):
        parse(markup)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (' lang="de"', "", "no lang"),
        ('lang="de"', 'lang="ar"', "not 'rtl'"),
        ('dir="ltr"', 'dir="rtl"', "not 'ltr'"),
        ("<h2>Eins</h2>", "<h1>Eins</h1>", "2 h1"),
        ("<title>Hallo", "<title>Stelle Hallo", "does not begin"),
        ("<h2>Eins</h2>", "<h3>Eins</h3>", "comes after h1"),
        ("<h2>Eins</h2>", "<h2></h2>", "empty h2"),
        ("<h2>Eins</h2>", '<h2 id="main">Eins</h2>', "stands 2 times"),
        ('aria-describedby="hint"', 'aria-describedby="tip"', "'tip' of <input> leads nowhere"),
        ('href="#main"', 'href="#top"', "'#top' leads nowhere"),
        ('for="a"', 'for="hint"', "control 'a' has no label"),
        ('<input type="radio" name="b">b</label>', '</label><input name="b">', "no label"),
        ("<legend>B</legend>", "", "begin with a legend"),
        (">Los</a>", "></a>", "<a> without words"),
        (">Senden</button>", "></button>", "<button> without words"),
        ("<h2>", '<h2 style="color:red">', "attribute style"),
        ("<h2>", '<h2 onclick="x()">', "attribute onclick"),
        ("</head>", "<style></style></head>", "inline <style>"),
        ("</head>", "<script>1</script></head>", "inline <script>"),
        ("/static/b.png", "https://example.org/b.png", "<img> has src"),
        ("/static/a.css", "//example.org/a.css", "<link> has href"),
        ('action="/de/x"', 'action="https://example.org/"', "<form> has action"),
        (' rel="noreferrer"', "", "<a> has href"),
        ('href="tel:117"', 'href="javascript:x()"', "<a> has href"),
        (' alt=""', "", "no alt"),
        ('name="form_token"', 'name="other"', "carries no token"),
        ('value="t"', 'value=""', "carries no token"),
    ],
)
def test_a_broken_rule_is_named(old: str, new: str, complaint: str) -> None:
    assert complaint in complaints(old, new)
