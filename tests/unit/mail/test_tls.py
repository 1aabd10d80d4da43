"""Mail goes under TLS, at once or after STARTTLS, and only to a server that is trusted."""

import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from intake.mail import Post
from tests.mailbox import Mailbox, mail_server
from tests.make import Clock
from tests.unit.mail.test_post import READER, outbox, write

SECURITIES = ("tls", "starttls")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1, and its key."""
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [*command, *names, "-keyout", key, "-out", cert], check=True, capture_output=True
    )
    return cert, key


@contextmanager
def server_under(security: str, certificate: tuple[Path, Path]) -> Iterator[Mailbox]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    how: dict[str, Any] = (
        {"ssl_context": context}
        if security == "tls"
        else {"tls_context": context, "require_starttls": True}
    )
    with mail_server(**how) as mailbox:
        yield mailbox


def secured(post: Post, security: str, mailbox: Mailbox, host: str = "127.0.0.1") -> Post:
    """The same post, sending to another server."""
    server = replace(post.sender.server, security=security, port=mailbox.port, host=host)
    return replace(post, sender=replace(post.sender, server=server))


@pytest.mark.parametrize("security", SECURITIES)
def test_a_trusted_server_gets_the_mail(
    post: Post, certificate: tuple[Path, Path], security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with server_under(security, certificate) as mailbox:
        write(post)
        assert secured(post, security, mailbox).deliver() == 1
        assert mailbox.readers == [READER] and outbox() == []


@pytest.mark.parametrize("security", SECURITIES)
def test_a_stranger_gets_nothing_and_the_letter_is_kept(
    post: Post, certificate: tuple[Path, Path], security: str, clock: Clock
) -> None:
    with server_under(security, certificate) as mailbox:
        write(post)
        assert secured(post, security, mailbox).deliver() == 0
        assert mailbox.mails == []
    (row,) = outbox()
    assert row.letter_sealed is not None and row.next_try_at == clock() + timedelta(minutes=1)


@pytest.mark.parametrize("security", SECURITIES)
def test_a_trusted_certificate_of_another_name_is_refused(
    post: Post, certificate: tuple[Path, Path], security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with server_under(security, certificate) as mailbox:
        write(post)
        assert secured(post, security, mailbox, "localhost").deliver() == 0
        assert mailbox.mails == [] and len(outbox()) == 1


@pytest.mark.parametrize("security", SECURITIES)
def test_a_server_in_clear_is_not_spoken_to(post: Post, mailbox: Mailbox, security: str) -> None:
    write(post)
    assert secured(post, security, mailbox).deliver() == 0
    assert mailbox.mails == [] and len(outbox()) == 1
