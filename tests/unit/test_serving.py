"""How the office is served: what `bin/run` refuses, and what the server's log may say."""

import io
import logging
import os
import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest
from gunicorn.config import Config

PROJECT = Path(__file__).resolve().parents[2]
CANARY = "/de/status?code=7305551234"


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    for name in ("PORT", "WEB_CONCURRENCY"):
        monkeypatch.delenv(name, raising=False)
    return runpy.run_path(str(PROJECT / "gunicorn.conf.py"))


@pytest.fixture
def logger(settings: dict[str, Any]) -> Any:
    """gunicorn's logger as we set it up, writing to memory."""
    logger = settings["ReticentLogger"](Config())
    for handler in logger.error_log.handlers:
        handler.stream = io.StringIO()
    return logger


def written(logger: Any) -> str:
    return "".join(handler.stream.getvalue() for handler in logger.error_log.handlers)


def test_an_error_is_logged_by_type_and_place_only(logger: Any) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logger.exception("Error handling request %s %s", "GET", CANARY)
    assert f"ValueError at {__file__}:" in written(logger)
    assert "7305551234" not in written(logger)


def test_a_malformed_request_is_logged_without_what_it_said(logger: Any) -> None:
    logger.warning(f"Invalid request from ip=203.0.113.7: Invalid HTTP request line: {CANARY}")
    assert "A malformed request was refused." in written(logger)
    assert "7305551234" not in written(logger)
    assert "203.0.113.7" not in written(logger)


def test_what_the_server_does_is_logged_as_it_is(logger: Any) -> None:
    logger.critical("WORKER TIMEOUT (pid:%s)", 4711)
    assert "WORKER TIMEOUT (pid:4711)" in written(logger)


def test_gunicorn_takes_every_setting(settings: dict[str, Any]) -> None:
    config = Config()
    for name, value in settings.items():
        if name in config.settings:
            config.set(name, value)
    assert config.address == [("127.0.0.1", 8000)]
    assert config.workers == 3
    assert config.preload_app
    assert config.accesslog is None
    assert config.forwarded_allow_ips == []
    assert logging.getLevelName(config.loglevel.upper()) == logging.WARNING


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["--demonstration"], {}, "Usage: bin/run [--demo]"),
        ([], {"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY must be"),
        ([], {"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY must be"),
    ],
)
def test_run_refuses_nonsense_in_one_sentence(
    arguments: list[str], environment: dict[str, str], sentence: str
) -> None:
    command = ["sh", str(PROJECT / "bin" / "run"), *arguments]
    run = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith(sentence)
    assert run.stderr.count("\n") == 1
