"""The access log and the export log."""

import pytest

from intake.accounts.logs import SIZE
from intake.database import begin_writing, db
from intake.models.access import AccessEntry, AccessKind
from intake.models.conflict import Conflict
from intake.models.export import log_export
from intake.models.permissions import Permission
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import MadeCase
from tests.page import Page

ACCESS, EXPORTS = "/admin/logs/access", "/admin/logs/exports"


def log_openings(desk: Desk, cast: Cast, made: MadeCase, times: int) -> None:
    begin_writing()
    for _ in range(times):
        db.session.add(
            AccessEntry(
                at=desk.clock(),
                member_uuid=cast.lead.member.uuid,
                case_uuid=made.case.uuid,
                kind=AccessKind.OPENED,
                permission=Permission.READ_CASE,
            )
        )
    db.session.commit()


def test_each_opening_is_a_line(desk: Desk, cast: Cast) -> None:
    made = desk.make.case(question="Canary")
    desk.page_of(cast.lead, f"/cases/{made.case.number}")
    page = desk.page_of(cast.auditor, ACCESS)
    (line,) = page.texts("tr")[1:]
    assert line.startswith("24/11/2026")
    assert line.endswith(f"10:30 Lena Lead {made.case.number} opened read the case")
    assert "Canary" not in page.response.text and "Selam" not in page.response.text


def test_refusals_are_lines_too(desk: Desk, cast: Cast) -> None:
    made = desk.make.case()
    Conflict.note(made.case.uuid, cast.outsider.member.uuid, desk.clock())
    db.session.commit()
    assert desk.status_of(cast.outsider, f"/cases/{made.case.number}") == 403
    (line,) = desk.page_of(cast.coordinator, ACCESS).texts("tr")[1:]
    assert "Otto Outsider" in line and "refused" in line


def test_case_numbers_are_no_links(desk: Desk, cast: Cast) -> None:
    made = desk.make.case()
    desk.page_of(cast.lead, f"/cases/{made.case.number}")
    page = desk.page_of(cast.auditor, ACCESS)
    assert made.case.number in page.main
    assert not [href for _, href in page.links if made.case.number in href]


def test_older_lines_are_on_further_pages(desk: Desk, cast: Cast) -> None:
    made = desk.make.case()
    log_openings(desk, cast, made, 2 * SIZE + 1)
    page = desk.page_of(cast.auditor, ACCESS)
    counts = [len(page.texts("tr")) - 1]
    while any("older" in words for words, _ in page.links):
        page = page.follow(desk.client, "Show older lines")
        counts.append(len(page.texts("tr")) - 1)
    assert counts == [SIZE, SIZE, 1]


def test_a_full_last_page_leads_no_further(desk: Desk, cast: Cast) -> None:
    log_openings(desk, cast, desk.make.case(), SIZE)
    page = desk.page_of(cast.auditor, ACCESS)
    assert "Show older lines" not in page.main


@pytest.mark.parametrize("before", ["x", "-1", "1.5", "²", "9" * 19, "9" * 500, "%00"])
def test_a_wrong_page_is_not_found(desk: Desk, cast: Cast, before: str) -> None:
    assert desk.status_of(cast.auditor, f"{ACCESS}?before={before}") == 404
    assert desk.status_of(cast.auditor, f"{EXPORTS}?before={before}") == 404


def test_exports_stand_with_their_purpose(desk: Desk, cast: Cast) -> None:
    made = desk.make.case()
    purpose = next(iter(desk.office.export_purposes.active))
    begin_writing()
    log_export(made.case, made.keys, "internal", purpose.code, cast.lead.actor, desk.clock())
    db.session.commit()
    page = desk.page_of(cast.auditor, ACCESS).follow(desk.client, "Export log")
    (line,) = page.texts("tr")[1:]
    assert line.endswith(f"Lena Lead {made.case.number} internal {purpose.label.in_('en')}")


def test_empty_logs_say_so(desk: Desk, cast: Cast) -> None:
    for path in (ACCESS, EXPORTS):
        assert "Nothing to show." in desk.page_of(cast.auditor, path).main


def test_the_short_address_leads_to_the_access_log(desk: Desk, cast: Cast) -> None:
    desk.become(cast.auditor)
    assert desk.page("/admin/logs", follow_redirects=True).path == ACCESS


def test_advisers_may_not(desk: Desk, cast: Cast) -> None:
    for path in (ACCESS, EXPORTS, "/admin/logs"):
        assert desk.status_of(cast.lead, path) == 403


def test_they_need_sign_in(desk: Desk) -> None:
    for path in (ACCESS, EXPORTS, "/admin/logs"):
        assert desk.page(path, follow_redirects=True).h1 == "Sign in"


def test_in_german(desk: Desk, cast: Cast) -> None:
    cast.auditor.member.language = "de"
    db.session.commit()
    for path in (ACCESS, EXPORTS):
        assert desk.page_of(cast.auditor, path).lang == "de"


def test_other_methods(desk: Desk, cast: Cast) -> None:
    desk.become(cast.auditor)
    for path in (ACCESS, EXPORTS):
        assert Page(desk.client.post(path)).status == 405
