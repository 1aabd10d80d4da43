"""An issued report with the words around it, to and from the JSON that is sealed and kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from intake.i18n import Text
from intake.reports.key_figures import Figure
from intake.reports.printed import Printed, Stage
from intake.reports.report import Issued, SafeReport
from intake.reports.snapshot import frozen, thawed

FORMAT = 1


@dataclass(frozen=True)
class Edition:
    """A whole report: `issued` for the reports that follow it, `printed` for its readers."""

    issued: Issued = field(repr=False)
    printed: Printed

    def __post_init__(self) -> None:
        if self.printed.report != self.issued.safe:
            raise ValueError("What is printed is another report than what was made safe.")


def to_json(edition: Edition) -> dict[str, Any]:
    """The edition as plain values; as secret as the counts it holds."""
    printed = edition.printed
    return {
        "format": FORMAT,
        "title": _words(printed.title),
        "office": _words(printed.office),
        "made_at": printed.made_at.isoformat(),
        "stage": printed.stage,
        "reason": None if printed.reason is None else _words(printed.reason),
        "figures": [
            [one.code, _words(one.label), _words(one.unit), one.value, one.hidden]
            for one in printed.figures
        ],
        "report": frozen(edition.issued, _words),
    }


def fingerprint(edition: Edition) -> str:
    """The same for the same counts, marks and words, whenever they were drafted."""
    content = to_json(edition) | {"made_at": None, "reason": None}
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def from_json(content: Mapping[str, Any]) -> Edition:
    """The edition as it was. ValueError for a format that this program does not know."""
    if content["format"] != FORMAT:
        raise ValueError("This report was written by a newer program.")
    issued = thawed(content["report"], Text)
    return Edition(issued, _printed(issued.safe, content))


def _printed(safe: SafeReport, content: Mapping[str, Any]) -> Printed:
    return Printed(
        safe,
        Text(content["title"]),
        Text(content["office"]),
        datetime.fromisoformat(content["made_at"]),
        Stage(content["stage"]),
        Text(content["reason"]) if content["reason"] else None,
        tuple(
            Figure(code, Text(label), Text(unit), value, hidden)
            for code, label, unit, value, hidden in content["figures"]
        ),
    )


def _words(text: object) -> dict[str, str]:
    """A text in all its languages. TypeError for words of one language: they can't be kept."""
    if not isinstance(text, Text):
        raise TypeError("A report keeps its texts in all languages of the staff.")
    return dict(text)
