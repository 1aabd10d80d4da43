"""Where the running application keeps its post."""

from typing import cast

from flask import current_app

from intake.mail.post import Post


def the_post() -> Post | None:
    """The post of the current application; None while the office sends no mail."""
    return cast(Post | None, current_app.extensions["intake.post"])
