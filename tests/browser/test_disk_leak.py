"""A stolen disk shows no word of a request, not even its topic (DESIGN section 4).

The whole flow is run with canaries in every field, the server is stopped as by a power cut, and
all that it could write is searched: database, WAL, instance folder, temporary files, log.
"""

import json
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser import canaries as say
from tests.browser.office import Office
from tests.browser.talkative_day import Flow, run_the_flow
from tests.leaks import Found, search

FAULTS = "OperationalError at "
ROWS = {"cases": 4, "message": 4, "note": 2, "contact": 1, "waiting": 1, "closure": 2}


@pytest.fixture(scope="module")
def flow(office: Office) -> Flow:
    """All has been said and done, and the power is gone."""
    before = len(office.served.opened_for_writing())
    flow = run_the_flow(office)
    flow.opened_for_writing = office.served.opened_for_writing()[before:]
    office.served.kill_workers()
    office.served.stop()
    return flow


def leaks(folder: Path, *words: str) -> list[Found]:
    """Where words lie below a served folder; the settings name all topics and are left out."""
    return search([folder], words, ignored=folder / "instance" / "office.toml")


def test_everything_was_said_and_is_stored(flow: Flow, office: Office) -> None:
    with closing(sqlite3.connect(flow.copy(office.served) / "intake.sqlite")) as connection:
        for table, rows in ROWS.items():
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count >= rows, f"{count} in {table}"
    assert office.served.log.count(FAULTS) == 1, office.served.log


def test_the_journal_of_the_database_is_searched_too(flow: Flow, office: Office) -> None:
    wal = office.served.database.with_name("intake.sqlite-wal")
    assert wal.stat().st_size > 100_000


def test_no_word_of_a_request_is_on_the_disk(flow: Flow, office: Office) -> None:
    assert leaks(office.served.folder, *say.WORDS) == []


def test_no_topic_and_no_municipality_is_on_the_disk(flow: Flow, office: Office) -> None:
    assert leaks(office.served.folder, *say.CODES) == []


def test_what_opens_a_request_is_not_on_the_disk(flow: Flow, office: Office) -> None:
    assert len(flow.secrets.words) > 10
    assert leaks(office.served.folder, *flow.secrets.words) == []


def test_no_file_was_opened_for_writing_while_people_talked(flow: Flow) -> None:
    # The process that makes PDFs shuts its own output up; that it is listed shows that we look.
    assert set(flow.opened_for_writing) == {"/dev/null"}


SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda word: f"vor {word} nach".encode(),
    "utf-16-le": lambda word: word.encode("utf-16-le"),
    "utf-16-be": lambda word: word.encode("utf-16-be"),
    "base64 0": lambda word: b64encode(word.encode()),
    "base64 1": lambda word: b64encode(b"a" + word.encode() + b"z"),
    "base64 2": lambda word: b64encode(b"ab" + word.encode() + b"yz"),
    "hex": lambda word: word.encode().hex().encode(),
    "HEX": lambda word: word.encode().hex().upper().encode(),
    "percent": lambda word: f"q={quote(word)}&".encode(),
    "json": lambda word: json.dumps([word]).encode(),
    "ascii": lambda word: ascii({"q": word}).encode(),
    "bytes": lambda word: repr([word.encode()]).encode(),
}


def in_the_database(folder: Path, planted: bytes) -> None:
    with closing(sqlite3.connect(folder / "instance" / "intake.sqlite")) as connection, connection:
        assert connection.execute("UPDATE member SET name = ?", [planted]).rowcount


def in_a_temporary_file(folder: Path, planted: bytes) -> None:
    (folder / "tmp" / "spooled").write_bytes(planted)


def in_the_log(folder: Path, planted: bytes) -> None:
    with (folder / "server.log").open("ab") as log:
        log.write(planted)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("plant", [in_the_database, in_a_temporary_file, in_the_log])
def test_a_planted_word_is_found(
    plant: Callable[[Path, bytes], None],
    spelling: str,
    flow: Flow,
    office: Office,
    tmp_path: Path,
) -> None:
    folder = Path(shutil.copytree(office.served.folder, tmp_path / "stolen"))
    for word in (say.GERMAN, say.ARABIC, "795558642", say.TOPIC, say.MUNICIPALITY):
        plant(folder, SPELLINGS[spelling](word))
        assert {found.word for found in leaks(folder, word)} == {word}


def test_a_name_of_a_file_betrays_too(flow: Flow, office: Office, tmp_path: Path) -> None:
    (tmp_path / f"{say.TOPIC}.pdf").touch()
    assert {found.word for found in leaks(tmp_path, say.TOPIC)} == {say.TOPIC}
