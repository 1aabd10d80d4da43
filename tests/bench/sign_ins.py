"""Eight members who sign in at the same moment."""

from statistics import median

from tests.bench.figures import Figure, percentile
from tests.bench.http import at_once
from tests.bench.premises import PASSWORD, STAFF, Open

ROUNDS = 10
PATH = "/staff/sign-in"


def sign_ins(place: Open) -> list[Figure]:
    """All send their password at once, again and again."""
    answers = []
    for _ in range(ROUNDS):
        pages = [place.server.get(PATH) for _ in range(STAFF)]
        forms = [
            place.server.form(
                PATH,
                {"email": email, "password": PASSWORD, "form_token": page.token("SignInForm")},
                page.cookies,
            )
            for email, page in zip(place.premises.emails, pages, strict=True)
        ]
        found, _ = at_once(STAFF, lambda member, forms=forms: place.server.send(forms[member]))  # type: ignore[misc]
        answers += found
    assert {answer.status for answer in answers} == {303}, "somebody could not sign in"
    waits = [answer.seconds * 1000 for answer in answers]
    return [
        Figure(
            f"{STAFF} sign-ins at once, p99",
            percentile(waits, 99),
            "ms",
            350,
            more=f"median {median(waits):.0f} ms",
        )
    ]
