"""The mail server: off as shipped, checked when it is described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.office import MailServer, Office, read_office

Faults = Callable[[str, str], list[str]]


def written(example: str, path: Path, **changes: str) -> Office:
    """The example with lines of its mail block changed."""
    before, head, block = example.partition("[mail]\n")
    for old, new in changes.items():
        assert f"{old} = " in block
        lines = [new if line.lstrip("# ").startswith(f"{old} = ") else line
                 for line in block.splitlines()]  # fmt: skip
        block = "\n".join(lines)
    path.write_text(before + head + block, encoding="utf-8")
    return read_office(path)


def test_as_shipped_no_mail_is_sent(office: Office) -> None:
    assert office.mail is None


def test_without_the_block_no_mail_is_sent(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(example.partition("[mail]\n")[0], encoding="utf-8")
    assert read_office(path).mail is None


def test_a_server_with_a_user_and_a_password_file(example: str, tmp_path: Path) -> None:
    office = written(
        example,
        tmp_path / "office.toml",
        on="on = true",
        user='user = "desk"',
        password_file='password_file = "smtp.password"',
    )
    assert office.mail == MailServer(
        host="mail.office.example",
        port=587,
        security="starttls",
        sender="desk@office.example",
        neutral_sender=None,
        user="desk",
        password_file="smtp.password",
        desk_address="https://desk.office.example",
    )


def test_a_server_on_this_machine_may_be_spoken_to_in_clear(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    changes = {"on": "on = true", "security": 'security = "none"', "server": 'server = "127.0.0.1"'}
    mail = written(example, path, **changes).mail
    assert mail is not None and mail.security == "none"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("on = false\nserver", 'on = "no"\nserver', 'mail.on: "no" is the wrong type; write true'),
        ("[mail]", "[male]", 'male: there is no such key; did you mean "mail"?'),
        ('server = "mail.office.example"', 'server = "mail office"', "mail.server: "),
        ("port = 587", "port = 70000", "mail.port: write a whole number from 1 to 65535"),
        ('"starttls"\nsender', '"start"\nsender', 'did you mean "starttls"?'),
        ('"starttls"\nsender', '"none"\nsender', "mail.security: only a server on this machine"),
        ('sender = "desk@', 'sender = "desk', "is not an e-mail address"),
        ('# user = "desk', 'user = "desk', "mail.password_file: this is missing"),
        ('# password_file = "smtp', 'password_file = "smtp', "mail.password_file: there is no"),
        ("https://desk.office.example", "http://desk.office.example", "mail.desk_address: "),
        ("https://desk.office.example", "https://desk.office.example/", "mail.desk_address: "),
    ],
)
def test_each_mistake_is_named(faults: Faults, old: str, new: str, sentence: str) -> None:
    assert any(sentence in fault for fault in faults(old, new)), faults(old, new)


def test_a_password_file_lies_in_the_key_folder(example: str, tmp_path: Path) -> None:
    user = example.replace('# user = "desk', 'user = "desk')
    path = tmp_path / "office.toml"
    for name in ("../office.toml", "/etc/passwd", ".hidden"):
        path.write_text(
            user.replace('# password_file = "smtp.password', f'password_file = "{name}')
        )
        with pytest.raises(Exception, match=r"mail\.password_file"):
            read_office(path)
