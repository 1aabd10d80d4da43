"""How much of a form with files is read, and what is refused before anybody looks into it."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import samples
from tests.http.desk import OWN_ORIGIN
from tests.http.forms.residents import FORM, Desk, Resident
from tests.page import Page

KIND = "multipart/form-data; boundary=x"


def post_body(*parts: tuple[str, bytes]) -> bytes:
    """Parts of a form, each with what stands behind its name, and its bytes."""
    head = 'Content-Disposition: form-data; name="{}"'
    each = (f"--x\r\n{head.format(name)}\r\n\r\n".encode() + said for name, said in parts)
    return b"\r\n".join(each) + b"\r\n--x--\r\n"


def post_parts(client: FlaskClient, path: str, *parts: tuple[str, bytes]) -> TestResponse:
    """Send parts to a page."""
    body = post_body(*parts)
    return client.post(f"/en{path}", data=body, headers=OWN_ORIGIN, content_type=KIND)


def test_only_where_files_are_asked_for_much_is_read(client: FlaskClient, desk: Desk) -> None:
    photo = 'files"; filename="a.jpg', bytes(3_000_000)
    assert post_parts(client, "/request/organisation", photo).status_code == 413
    assert post_parts(client, FORM, photo).status_code == 400


def test_far_too_much_gets_a_page_with_the_phone_number(client: FlaskClient, desk: Desk) -> None:
    page = Page(post_parts(client, FORM, ('files"; filename="a.jpg', bytes(103_000_000))))
    assert page.status == 413 and "Or call us: +41" in page.main


def test_much_text_is_not_let_in_as_if_it_were_files(client: FlaskClient, desk: Desk) -> None:
    texts = [(f"field{n}", b"x" * 500_000) for n in range(6)]
    assert post_parts(client, FORM, *texts).status_code == 413


def test_cut_off_half_way_nothing_is_stored(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    parts = [(name, value.encode()) for name, values in form.data.items() for value in values]
    photo = 'files"; filename="a.jpg', samples.photo(900, 900)
    body = post_body(*parts, photo)
    cut = BytesIO(body[:-9000])
    answer = resident.client.post(
        form.address,
        input_stream=cut,
        content_length=len(body),
        content_type=KIND,
        headers=OWN_ORIGIN,
    )
    assert answer.status_code == 400 and desk.cases() == []


@pytest.mark.parametrize("text", [b"\xff", b"\xed\xa0\x80", b"a\0b"])
def test_a_field_that_is_no_text_is_refused(client: FlaskClient, desk: Desk, text: bytes) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="question"\r\n\r\n' + text + b"\r\n--x--"
    answer = client.post(f"/en{FORM}", data=body, headers=OWN_ORIGIN, content_type=KIND)
    assert answer.status_code == 400 and desk.cases() == []
