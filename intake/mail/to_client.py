"""Telling clients that a message is there; never what it says, or who writes."""

from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES
from intake.i18n import lazy_gettext as _l
from intake.mail.post import Words
from intake.mail.the_post import the_post

DISCREET = Words(_l("Please call us back."), _l("Please call us back."))
MESSAGE = Words(_l("A message for you"), _l("There is a new message for you."))


def notify_client(email: str | None, language: str | None, discreet: bool = False) -> None:
    """Tell the client, if an address was left, in the language of the pages they used.

    `discreet`: only what the form has promised, that they are asked to call back.
    """
    post = the_post()
    if post and email:
        known = language if language and language in LANGUAGES else DEFAULT_LANGUAGE
        if discreet:
            post.put_discreetly(email, known, DISCREET)
        else:
            post.put(email, known, MESSAGE, f"/{known}/status")
