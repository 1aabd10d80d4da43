"""Which key presses which button of a case; `accounts/keyboard.py` lists them for people."""

from flask import Flask

KEYS = {
    "cases.take_on_case": "t",
    "cases.write_message": "m",
    "cases.log_contact": "c",
    "cases.write_note": "n",
    "cases.make_agreement": "f",
    "cases.plan_task": "k",
    "cases.let_wait": "w",
    "cases.close_case": "x",
    "cases.close_at_triage": "x",
    "cases.reopen_case": "o",
    "cases.assign_case": "a",
    "cases.hand_case_back": "b",
    "cases.restrict_case": "r",
    "cases.release_case": "e",
    "cases.undo_conflict": "j",
    "cases.show_duplicates": "u",
    "cases.join_case": "v",
    "cases.gather_reports": "0",
    "cases.order_summary": "p",
    "cases.show_history": "h",
    "cases.issue_code": "i",
    "cases.show_access": "l",
    "cases.resume_case": "s",
    "cases.mark_read": "y",
}


def init_keyboard(app: Flask) -> None:
    """Give templates `key_of(endpoint)`; empty for an action without a key."""
    app.jinja_env.globals["key_of"] = lambda endpoint: KEYS.get(endpoint, "")
