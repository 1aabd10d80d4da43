"""Files with a request or a message: each bad one gets its answer, and nothing is half stored."""

import pytest
from PIL import ImageFile

from intake.database import begin_writing, db
from intake.forms.decoding import NotTaken, decoded
from intake.models.attachment import Attachment, AttachmentPart, KnownFile, files_of
from intake.models.message import Message
from intake.models.receipt import Receipt
from intake.vault import new_code, open_code
from tests import samples
from tests.conftest import Cast
from tests.http.desk import count
from tests.http.forms.residents import ANSWERS, FORM, STATUS, Desk, Resident, code_on
from tests.http.forms.test_bodies import ANSWERS as BODIES
from tests.http.forms.test_bodies import GRANT
from tests.page import Page

MOST_BYTES = 10_000_000
TOO_LARGE = samples.photo() + bytes(MOST_BYTES + 1 - len(samples.photo()))


def stored(desk: Desk) -> list[KnownFile]:
    case = desk.case()
    return files_of(desk.ring.open(case))


def content(desk: Desk, number: int = 0) -> bytes:
    case = desk.case()
    keys = desk.ring.open(case)
    return Attachment.of_case(case.uuid)[number].content(keys)


def nothing_is_stored() -> bool:
    return count(Attachment) == count(AttachmentPart) == count(Message) == 0


def write(resident: Resident, text: str, *files: tuple[str, bytes]) -> Page:
    form = resident.read(STATUS).form(action="/message").fill(text=text)
    return resident.send(form.attach("files", *files))


def test_a_photo_comes_with_the_request_upright_and_without_what_was_hidden_in_it(
    resident: Resident, desk: Desk
) -> None:
    sent = samples.photo()
    assert samples.WHERE.encode() in sent
    assert code_on(resident.send(resident.form().attach("files", ("Brief.PNG", sent))))
    (file,) = stored(desk)
    assert (file.name, file.type, file.message_uuid) == ("Brief.PNG", "image/jpeg", None)
    kept = content(desk)
    assert file.size == len(kept) and samples.WHERE.encode() not in kept
    picture = samples.opened(kept)
    assert picture.size == (40, 60) and not picture.getexif()
    assert picture.getpixel((20, 5))[0] < 50 < 200 < picture.getpixel((20, 55))[0]


def test_a_photo_of_twelve_megapixels_becomes_small_enough_to_read(
    resident: Resident, desk: Desk
) -> None:
    resident.send(resident.form().attach("files", ("a.jpg", samples.photo(4000, 3000))))
    assert max(samples.opened(content(desk)).size) == 2400


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_of_pictures_become_jpeg(resident: Resident, desk: Desk, kind: str) -> None:
    resident.send(resident.form().attach("files", ("a", samples.photo(kind=kind))))
    assert samples.opened(content(desk)).format == "JPEG"


def test_a_pdf_stays_as_it_is_whatever_it_is_called(resident: Resident, desk: Desk) -> None:
    sent = samples.pdf()
    resident.send(resident.form().attach("files", ("Foto.jpg", sent)))
    assert stored(desk)[0].type == "application/pdf"
    assert content(desk) == sent


def test_what_hangs_on_behind_a_picture_is_gone(resident: Resident, desk: Desk) -> None:
    resident.send(resident.form().attach("files", ("a.jpg", samples.photo() + samples.ZIP)))
    assert b"PK\x03\x04" not in content(desk)


BAD = {
    "empty": (b"", "“a.jpg” is empty. Please choose the file again."),
    "heic": (
        samples.HEIC,
        "We cannot open “a.jpg”. Take a screenshot of the photo and send that.",
    ),
    "svg": (samples.SVG, "We cannot open “a.jpg”. Please send a photo or a PDF."),
    "zip": (samples.ZIP, "We cannot open “a.jpg”. Please send a photo or a PDF."),
    "gif": (samples.GIF, "We cannot open “a.jpg”. Please send a photo or a PDF."),
    "text": (b"Hallo", "We cannot open “a.jpg”. Please send a photo or a PDF."),
    "cut photo": (
        samples.photo(900, 900)[:4000],
        "“a.jpg” is damaged or not complete. Please choose the file again.",
    ),
    "cut pdf": (
        samples.pdf()[:-40],
        "“a.jpg” is damaged or not complete. Please choose the file again.",
    ),
    "locked pdf": (
        samples.pdf(password="x"),
        "“a.jpg” has a password. Please send it without a password.",
    ),
    "bomb": (
        samples.bomb(30_000),
        "We cannot open “a.jpg”. It is too large. Please send a smaller photo.",
    ),
    "one byte too much": (TOO_LARGE, "“a.jpg” is too large. At most 10 MB are possible."),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_file_gets_its_answer_and_the_text_stays(
    resident: Resident, desk: Desk, bad: str
) -> None:
    sent, answer = BAD[bad]
    good = "gut.pdf", samples.pdf()
    page = resident.send(resident.form().attach("files", good, ("a.jpg", sent)))
    assert (page.status, page.errors) == (422, [answer])
    assert answer in page.summary and "Please choose your files again." in page.main
    assert page.form(action=FORM).value("question") == ANSWERS["question"]
    assert desk.cases() == [] and nothing_is_stored()


def test_the_answer_is_in_the_language_of_the_page(resident: Resident, desk: Desk) -> None:
    resident.lang = "ar"
    page = resident.send(resident.form().attach("files", ("a.jpg", b"")))
    assert (page.status, page.lang) == (422, "ar") and len(page.errors) == 1


@pytest.mark.parametrize("number", [6, 20])
def test_too_many_files_are_counted(resident: Resident, desk: Desk, number: int) -> None:
    files = [(f"{n}.pdf", samples.pdf()) for n in range(number)]
    page = resident.send(resident.form().attach("files", *files))
    assert page.errors == [f"You chose {number} files. At most 5 are possible."]
    assert desk.cases() == [] and nothing_is_stored()


def test_after_another_mistake_the_files_are_to_be_chosen_again(
    resident: Resident, desk: Desk
) -> None:
    form = resident.form(topics=None).attach("files", ("a.jpg", samples.photo()))
    page = resident.send(form)
    assert page.errors == ["Choose at least 1 topic."]
    assert "Please choose your files again." in page.main
    assert "Please choose your files again." not in resident.read(FORM).main


def test_sent_twice_it_is_one_request_with_its_files_once(resident: Resident, desk: Desk) -> None:
    form = resident.form().attach("files", ("a.jpg", samples.photo()))
    assert code_on(resident.send(form)) == code_on(resident.send(form))
    assert len(stored(desk)) == 1
    resident.send(form.attach("files", ("b.pdf", samples.pdf())))
    assert len(desk.cases()) == 2


def test_a_message_brings_files_with_it_or_only_files(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).form(action="/message").fill(text="")
    form.attach("files", ("a.jpg", samples.photo()), ("b.pdf", samples.pdf()))
    for _ in range(2):
        assert resident.send(form).flash.startswith("Message sent")
    assert desk.messages() == [""]
    (message,) = Message.of_case(desk.case().uuid)
    assert [(f.name, f.message_uuid) for f in stored(desk)] == [
        ("a.jpg", message.uuid),
        ("b.pdf", message.uuid),
    ]


def test_a_bad_file_keeps_the_message(resident: Resident, desk: Desk) -> None:
    resident.ask()
    page = write(resident, "Hier der Brief", ("a.jpg", samples.ZIP))
    assert page.status == 422 and len(page.errors) == 1
    assert page.form(action="/message").value("text") == "Hier der Brief"
    assert nothing_is_stored()


def test_an_application_brings_files(resident: Resident, desk: Desk) -> None:
    form = resident.read(GRANT).form(action=GRANT).fill(**BODIES[GRANT])
    resident.clock.forward(seconds=60)
    resident.send(form.attach("files", ("Budget.pdf", samples.pdf())))
    assert [file.name for file in stored(desk)] == ["Budget.pdf"]


def test_the_resident_reads_the_own_files_again(resident: Resident, desk: Desk) -> None:
    code = code_on(resident.send(resident.form().attach("files", ("Brief.jpeg", samples.photo()))))
    write(resident, "Und noch", ("Plan <b>.pdf", samples.pdf()))
    page = resident.read(STATUS)
    assert "Brief.jpeg" in page.main and "Plan <b>.pdf" in page.main
    photo, paper = (f"/en/status/files/{file.uuid}" for file in stored(desk))
    answer = resident.client.get(photo)
    assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
    assert answer.data == content(desk, 0)
    answer = resident.client.get(paper)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    resident.client.delete_cookie("resident")
    assert resident.client.get(photo).status_code == 303
    other = Resident(resident.client.application.test_client(), resident.clock)
    other.ask(question="Etwas anderes")
    assert other.client.get(photo).status_code == 404
    resident.enter(code)
    assert resident.client.get(photo).status_code == 200


def test_what_is_taken_back_takes_its_files_along(resident: Resident, desk: Desk) -> None:
    resident.send(resident.form().attach("files", ("a.jpg", samples.photo())))
    write(resident, "Weg damit", ("b.pdf", samples.pdf()))
    for left in (["a.jpg"], []):
        page = resident.read(STATUS).follow(resident.client, "Delete this text")
        resident.send(page.form(action=page.path))
        assert [file.name for file in stored(desk)] == left
    assert count(AttachmentPart) == 0


def test_enough_is_enough_for_one_case_and_day(resident: Resident, desk: Desk) -> None:
    resident.ask()
    files = [(f"{n}.pdf", samples.pdf()) for n in range(5)]
    for number in range(6):
        assert write(resident, f"Nachricht {number}", *files).status == 200
    page = write(resident, "Und noch einer", files[0])
    assert page.errors == ["You have sent many files today. Send more tomorrow, or call us."]
    assert page.form(action="/message").value("text") == "Und noch einer"
    assert len(desk.messages()) == 6 and len(stored(desk)) == 30
    resident.clock.forward(hours=25)
    resident.enter_again(desk_code(desk))
    assert write(resident, "Heute wieder", files[0]).flash.startswith("Message sent")


def desk_code(desk: Desk) -> str:
    """A code that the office has just issued for the only case."""
    case, code = desk.case(), new_code()
    begin_writing()
    opened = open_code(code, desk.make.desk.keys.pepper)
    Receipt.replace(opened, desk.ring.open(case), desk.make.clock())
    db.session.commit()
    return code


def test_one_address_sends_so_many_files_in_an_hour(resident: Resident, desk: Desk) -> None:
    limits = desk.make.office.limits
    files = [(f"{n}.pdf", samples.pdf()) for n in range(limits.files)]
    for number in range(limits.files_per_hour // limits.files):
        resident.send(resident.form(question=f"Frage {number}").attach("files", *files))
    page = resident.send(resident.form(question="Noch eine").attach("files", files[0]))
    assert page.status == 429
    assert page.form(action=FORM).value("question") == "Noch eine"


@pytest.mark.parametrize("name", ["../../etc/passwd", "\u202epass\u200fwd\0"])
def test_a_name_is_only_a_name(resident: Resident, desk: Desk, name: str) -> None:
    resident.send(resident.form().attach("files", (name, samples.pdf())))
    assert stored(desk)[0].name == "passwd"


def test_without_the_office_nothing_of_a_file_can_be_read(
    resident: Resident, desk: Desk, cast: Cast
) -> None:
    resident.send(resident.form().attach("files", ("Geheimbrief.pdf", samples.pdf("Geheim"))))
    db.session.rollback()
    rows = [*db.session.query(Attachment), *db.session.query(AttachmentPart)]
    blobs = [row.facts_sealed if isinstance(row, Attachment) else row.sealed for row in rows]
    assert len(blobs) == 2 and not any(b"Geheim" in blob or b"%PDF" in blob for blob in blobs)


def test_a_cut_photo_is_refused_beside_a_library_that_lets_it_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(NotTaken):
        decoded(samples.photo(900, 900)[:4000])
