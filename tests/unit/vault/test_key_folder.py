"""The key folder: private, complete, never overwritten, and clear about what is wrong."""

import stat

import pytest

from intake.vault import (
    KeyFileBroken,
    KeyFileExists,
    KeyFileMissing,
    KeyFolder,
    KeyFolderClosed,
)


@pytest.fixture
def folder(tmp_path):
    folder = KeyFolder(tmp_path / "instance" / "keys")
    folder.create()
    return folder


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def keys_of(server):
    return [server.pepper, server.receipt, server.form, server.flask]


def test_folder_and_file_are_for_one_user_only(folder):
    assert mode(folder.path) == 0o700
    assert mode(folder.file) == 0o600


def test_a_folder_that_was_open_is_closed(tmp_path):
    path = tmp_path / "keys"
    path.mkdir(mode=0o755)
    KeyFolder(path).create()
    assert mode(path) == 0o700


def test_the_keys_are_the_same_at_each_start_and_all_different(folder):
    keys = keys_of(folder.load())
    assert keys_of(folder.load()) == keys
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {32}


def test_two_folders_have_nothing_in_common(folder, tmp_path):
    other = KeyFolder(tmp_path / "other")
    other.create()
    assert not set(keys_of(folder.load())) & set(keys_of(other.load()))


def test_an_existing_key_is_not_overwritten(folder):
    before = folder.file.read_bytes()
    with pytest.raises(KeyFileExists, match="stays as it is"):
        folder.create()
    assert folder.file.read_bytes() == before


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(KeyFileMissing, match=r"pepper\.key is missing: .*backup"):
        KeyFolder(tmp_path / "nowhere").load()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: text[:-1],
        lambda text: text + b"\n",
        lambda text: text[:40],
        lambda text: (b"0" if text[:1] != b"0" else b"1") + text[1:],
        lambda text: text.upper() + b"A",
        lambda text: b"\xff" * len(text),
        lambda text: b"not hex\n",
    ],
)
def test_a_damaged_file_says_so(folder, damage):
    folder.file.write_bytes(damage(folder.file.read_bytes()))
    with pytest.raises(KeyFileBroken, match="damaged"):
        folder.load()


@pytest.mark.parametrize("wide", [0o640, 0o604, 0o660, 0o777])
def test_a_file_others_can_read_is_refused(folder, wide):
    folder.file.chmod(wide)
    with pytest.raises(KeyFileBroken, match="chmod 600"):
        folder.load()


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    folder = KeyFolder(tmp_path)
    folder.file.mkdir(mode=0o700)
    with pytest.raises(KeyFileBroken, match="cannot be read"):
        folder.load()


def test_a_place_that_cannot_be_written_to_says_so(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeyFolderClosed, match="cannot be written to"):
        KeyFolder(tmp_path / "file" / "keys").create()


def test_the_keys_do_not_show(folder):
    server = folder.load()
    assert not any(repr(key) in repr(server) for key in keys_of(server))


def test_the_key_of_unsent_mail_is_a_file_of_its_own(folder):
    folder.create_mail_key()
    assert mode(folder.mail_file) == 0o600
    key = folder.load_mail_key()
    assert len(key) == 32 and key == folder.load_mail_key()
    assert key not in keys_of(folder.load()) and key.hex() not in folder.file.read_text()


def test_a_lost_key_of_mail_is_made_anew_not_put_back(folder):
    with pytest.raises(KeyFileMissing, match=r"mail\.key is missing: .*intake prepare"):
        folder.load_mail_key()
    folder.create_mail_key()
    with pytest.raises(KeyFileExists, match="stays as it is"):
        folder.create_mail_key()


def test_a_password_beside_the_keys_is_read_only_if_it_is_private(folder):
    file = folder.path / "smtp.password"
    with pytest.raises(KeyFileMissing, match="write the password into it"):
        folder.load_password("smtp.password")
    file.write_text("drei gelbe Velos\n")
    file.chmod(0o644)
    with pytest.raises(KeyFileBroken, match="chmod 600"):
        folder.load_password("smtp.password")
    file.chmod(0o600)
    assert folder.load_password("smtp.password") == "drei gelbe Velos"
    file.write_bytes(b"\xff")
    with pytest.raises(KeyFileBroken, match="UTF-8"):
        folder.load_password("smtp.password")
