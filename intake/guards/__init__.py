"""Who may pass: deny by default. Sign-in, permissions, form tokens, origins, rates, headers."""

from intake.guards.desk import Desk, now, the_desk, the_office
from intake.guards.forms import TokenForm, form_status, was_carried_out
from intake.guards.origin import from_foreign_origin, handles_foreign_origin
from intake.guards.passing import open_to_all, permission_of, requires, the_case
from intake.guards.rates import TooMany, count_try_of, forgive_tries_of
from intake.guards.signed_in import SignedIn, sign_in, sign_out, who

__all__ = [
    "Desk",
    "SignedIn",
    "TokenForm",
    "TooMany",
    "count_try_of",
    "forgive_tries_of",
    "form_status",
    "from_foreign_origin",
    "handles_foreign_origin",
    "now",
    "open_to_all",
    "permission_of",
    "requires",
    "sign_in",
    "sign_out",
    "the_case",
    "the_desk",
    "the_office",
    "was_carried_out",
    "who",
]
