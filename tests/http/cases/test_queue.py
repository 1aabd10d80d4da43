from flask.testing import FlaskClient

from tests.conftest import Cast
from tests.http.desk import page, signed_in
from tests.make import Maker


def test_it_shows_new_cases_with_a_way_to_take_them_on(
    client: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    queue = page(signed_in(client, make, cast.lead), "/cases/?tab=new")
    assert queue.h1 == "Cases"
    assert made.case.number in queue.main and "Selam" in queue.main
    assert queue.link("Take on").endswith(f"/{made.case.number}/lead")
