"""Bringing an instance up, and refusing to: one sentence, exit code 2, nothing changed."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `intake …` on an instance folder below `tmp_path`, as an administrator would."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": os.environ["PATH"], "INTAKE_INSTANCE": str(tmp_path / "instance")}
        return subprocess.run(
            [sys.executable, "-c", "from intake.commands import main; main()", *words],
            cwd=PROJECT,
            env={**environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def refused(run: Run, folder: Path, *words: str, **environment: str) -> str:
    """The one sentence a command stops with; checks that it changed nothing."""
    before = contents(folder) if folder.exists() else {}
    answer = run(*words, **environment)
    assert answer.returncode == 2, answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr
    assert (contents(folder) if folder.exists() else {}) == before
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    return answer.stderr.strip()


def test_the_first_start_makes_everything_and_prints_the_set_up_link(
    run: Run, tmp_path: Path
) -> None:
    answer = run("prepare", PORT="8123")
    assert answer.returncode == 0, answer.stderr
    assert "http://127.0.0.1:8123/staff/set-up/" in answer.stdout
    instance = tmp_path / "instance"
    keys = {"keys/pepper.key", "keys/mail.key"}
    assert {"office.toml", "intake.sqlite", *keys} <= set(contents(instance))
    assert stat.S_IMODE(instance.stat().st_mode) == 0o700
    assert {stat.S_IMODE((instance / key).stat().st_mode) for key in keys} == {0o600}


def test_a_second_start_keeps_keys_and_settings_and_makes_a_new_link(
    run: Run, tmp_path: Path
) -> None:
    first = run("prepare").stdout
    before = contents(tmp_path / "instance")
    second = run("prepare")
    assert second.returncode == 0
    assert second.stdout != first
    after = contents(tmp_path / "instance")
    for name in ("office.toml", "keys/pepper.key", "keys/mail.key"):
        assert after[name] == before[name]


def test_it_refuses_wrong_settings_with_all_problems(run: Run, tmp_path: Path) -> None:
    run("prepare")
    settings = tmp_path / "instance/office.toml"
    settings.write_text(settings.read_text().replace("k = 5", "k = 2").replace("code_days", "kode"))
    before = contents(tmp_path / "instance")
    for words in (["prepare"], ["office", "check"]):
        answer = run(*words)
        assert answer.returncode == 2
        assert "thresholds.k" in answer.stderr and "thresholds.kode" in answer.stderr
        assert contents(tmp_path / "instance") == before


def test_it_refuses_an_instance_folder_it_cannot_write_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file where the folder should be")
    answer = run("prepare")
    assert answer.returncode == 2
    assert "cannot be written to" in answer.stderr and "Traceback" not in answer.stderr


def test_it_refuses_to_go_on_without_its_key_file(run: Run, tmp_path: Path) -> None:
    run("prepare")
    (tmp_path / "instance/keys/pepper.key").unlink()
    assert "is missing" in refused(run, tmp_path / "instance", "prepare")


def test_it_refuses_a_damaged_key_file(run: Run, tmp_path: Path) -> None:
    run("prepare")
    key = tmp_path / "instance/keys/pepper.key"
    key.write_text(key.read_text().replace(key.read_text()[:4], "zzzz"))
    assert "damaged" in refused(run, tmp_path / "instance", "prepare")


def test_it_refuses_a_database_from_a_newer_version(run: Run, tmp_path: Path) -> None:
    run("prepare")
    with sqlite3.connect(tmp_path / "instance/intake.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    connection.close()
    assert "newer version" in refused(run, tmp_path / "instance", "prepare")


def test_it_refuses_a_file_that_is_no_database(run: Run, tmp_path: Path) -> None:
    run("prepare")
    (tmp_path / "instance/intake.sqlite").write_bytes(b"this is no database" * 100)
    assert "cannot be opened" in refused(run, tmp_path / "instance", "prepare")


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("INTAKE_DATABASE_URL", "mysql://localhost/intake", "sqlite:///"),
        ("INTAKE_TLS", "maybe", "INTAKE_TLS"),
        ("INTAKE_PROXIES", "-1", "INTAKE_PROXIES"),
    ],
)
def test_it_refuses_nonsense_in_the_environment(
    run: Run, tmp_path: Path, name: str, value: str, word: str
) -> None:
    assert word in refused(run, tmp_path / "instance", "prepare", **{name: value})


def test_the_settings_can_be_checked_before_the_first_start(run: Run) -> None:
    answer = run("office", "check")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == f"{PROJECT / 'intake/office.toml'} is in order."


def test_the_check_names_texts_that_residents_would_read_in_german(
    run: Run, tmp_path: Path
) -> None:
    settings = tmp_path / "office.toml"
    example = (PROJECT / "intake/office.toml").read_text(encoding="utf-8")
    settings.write_text(example.replace('"Wohnen"', '"Wohnungen"', 1), encoding="utf-8")
    answer = run("office", "check", str(settings))
    assert answer.returncode == 0, answer.stderr
    *missing, verdict = answer.stdout.splitlines()
    for language in ("ar", "ti", "fr"):
        wanted = f"office_texts/{language}.toml: topics.housing: this is missing in {language};"
        assert [line for line in missing if line.startswith(wanted)]
    assert verdict == f"{settings} is in order."
