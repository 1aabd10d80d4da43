"""What organisations and municipalities are asked beyond a question, each with its one label.

The forms ask by these labels, and the case page and the paper show the answers under the same.
"""

from collections.abc import Mapping
from typing import Any

from intake.i18n import lazy_gettext as _

PARTICULARS: Mapping[str, Any] = {
    "legal_form": _("Legal form"),
    "title": _("Title of the project"),
    "need": _("What is the need, and what is the aim?"),
    "target_group": _("For whom is the project?"),
    "people": _("How many people will take part?"),
    "places": _("In which municipalities does it take place?"),
    "dates": _("When does it begin, and when does it end?"),
    "volunteers": _("Who helps as a volunteer?"),
    "partners": _("With whom do you work together?"),
    "costs": _("Costs in Swiss francs"),
    "income": _("Other income in Swiss francs"),
    "own_share": _("What do you pay or do yourselves?"),
    "other_applications": _("Where else have you applied for money?"),
    "amount": _("Amount you ask for, in Swiss francs"),
    "wished": _("By when, or on which day?"),
    "done_so_far": _("What has been done so far?"),
    "wish": _("What do you wish from us?"),
    "person_name": _("What may we call the person?"),
    "person_phone": _("Phone number of the person"),
}


def labelled(particulars: Mapping[str, str]) -> list[tuple[str, str]]:
    """The answers given, each behind its label, in the order of the forms."""
    return [(str(_label), particulars[key]) for key, _label in PARTICULARS.items()
            if particulars.get(key)]  # fmt: skip
