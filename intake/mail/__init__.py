"""Mail without content: one sentence that is always the same, and where to read the rest."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask, g

from intake.mail.post import Post
from intake.mail.sending import Sender
from intake.mail.the_post import the_post
from intake.mail.to_client import notify_client
from intake.mail.to_staff import notify_lead, notify_member, notify_team
from intake.office import Office
from intake.vault import KeyFolder

__all__ = [
    "Post",
    "init_mail",
    "notify_client",
    "notify_lead",
    "notify_member",
    "notify_team",
    "the_post",
]


def init_mail(app: Flask, office: Office, keys: Path, clock: Callable[[], datetime]) -> None:
    """Open the post, if the settings name a mail server.

    Raises `vault.KeyFolderError` where the key of the outbox or the password cannot be read.
    """
    app.extensions["intake.post"] = None
    if office.mail is None:
        return
    folder, server = KeyFolder(keys), office.mail
    password = folder.load_password(server.password_file) if server.password_file else None
    post = Post(app, folder.load_mail_key(), Sender(server, password), clock)
    app.extensions["intake.post"] = post

    @app.teardown_request
    def send_what_was_written(_error: BaseException | None) -> None:
        """After the commit, and after the answer was made."""
        if g.pop("letters_written", False):
            post.deliver_soon()
