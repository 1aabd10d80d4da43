"""Words that nobody else would write, for every field in which a person says something."""

from __future__ import annotations

from dataclasses import dataclass, field

GERMAN = "Zwölf Kanarienvögel grüßen"
ARABIC = "اثنا عشر طائر كناري يسلمون"
PHONE = "079 555 86 42"
EMAIL = "zwoelf.kanarien@vogelhaus.example"
HEADER = "kanarienvogel-im-kopf"
ADDRESS = "kanarienvogel-in-der-adresse"
WRONG_CODE = "8642 9753 1864 2975 3186"
WRONG_PASSWORD = "falsche kanarienvogel lieder"

WORDS = (
    GERMAN,
    ARABIC,
    EMAIL,
    HEADER,
    ADDRESS,
    WRONG_PASSWORD,
    "79 555 86 42",
    "795558642",
    "8642 9753 1864",
    "864297531864",
)
TOPIC, OTHER_TOPIC, MUNICIPALITY = "naturalisation", "discrimination", "strengelbach"
CODES = (
    TOPIC,
    OTHER_TOPIC,
    MUNICIPALITY,
    "Einbürgerung",
    "Diskriminierung",
    "Strengelbach",
    "other_person",
    "sign_language",
    "referred_unconfirmed",
    "accompaniment",
)


def said(where: str) -> str:
    """What a person writes in a field: both canaries and the field's own name."""
    return f"{GERMAN}\n{ARABIC}\n{where}\n{PHONE} {EMAIL}"


def line(where: str) -> str:
    """The same for a field of one line."""
    return f"{GERMAN} {ARABIC} {where}"


@dataclass
class Secrets:
    """What only people hold: codes, passwords and cookies of the flow, collected on the way."""

    words: set[str] = field(default_factory=set)

    def add(self, *words: str) -> None:
        """Remember words that must be on no disk; codes in groups also without their spaces."""
        self.words |= {word for word in words if word}
        self.words |= {"".join(word.split()) for word in words if word}
