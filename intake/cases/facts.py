"""The facts of an opened case, as labels in the page's language: for the page and for the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from intake.cases.people import names_of_members
from intake.i18n import gettext
from intake.models.access import OpenedCase
from intake.models.case import Identity, Profile
from intake.models.reach import reach_changed_at
from intake.models.waiting import Waiting
from intake.office import Choices, Office

# In a name they would turn the words around it, which nobody has written.
DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NO_DIRECTION_MARKS = dict.fromkeys(map(ord, DIRECTION_MARKS))


def label(choices: Choices, code: str | None) -> str | None:  # type: ignore[type-arg]
    """The label of a stored code; the code itself if the settings no longer know it."""
    if not code:
        return None
    entry = choices.get(code)
    return str(entry.label) if entry else code


@dataclass(frozen=True)
class CaseFacts:
    """Labels of one case; None where nothing was said."""

    identity: Identity
    profile: Profile
    office: Office
    names: dict[UUID, str]
    lead_uuid: UUID | None
    kind: str | None
    waiting_line: str | None
    reach_changed_at: datetime | None = None

    @classmethod
    def of(cls, opened: OpenedCase, office: Office) -> "CaseFacts":
        """Open identity and profile of a case."""
        case, keys = opened.case, opened.keys
        waiting = Waiting.latest(case.uuid) if case.status == "waiting" else None
        return cls(
            identity=case.identity.get(keys),
            profile=case.profile.get(keys),
            office=office,
            names=names_of_members(),
            lead_uuid=case.lead_uuid,
            kind=label(office.kinds, case.kind),
            waiting_line=waiting.facts.get(keys)["line"] if waiting else None,
            reach_changed_at=reach_changed_at(case.uuid),
        )

    @property
    def alias(self) -> str:
        """What the client wants to be called; empty if nothing was given."""
        return self.identity.get("alias", "")

    @property
    def recipient(self) -> str:
        """How a button or a sentence names the client."""
        return self.alias.translate(NO_DIRECTION_MARKS).strip() or gettext("the client")

    @property
    def lead(self) -> str | None:
        """The name of the case lead."""
        return self.names.get(self.lead_uuid) if self.lead_uuid else None

    @property
    def only_by_code(self) -> bool:
        """Whether messages are the only way to the client."""
        return not (self.identity.get("phone") or self.identity.get("email"))

    @property
    def has_rules(self) -> bool:
        """Whether there is something to keep to before the client is called."""
        identity = self.identity
        free = identity.get("voicemail") and not identity.get("times")
        return bool(identity.get("discreet")) or not free

    @property
    def requester(self) -> str | None:
        """Who asks."""
        return label(self.office.requesters, self.profile.get("requester"))

    @property
    def concern(self) -> str | None:
        """What an organisation or a municipality comes with."""
        return label(self.office.concerns, self.profile.get("concern"))

    @property
    def asked_urgency(self) -> str | None:
        """How urgent those who asked say it is; the triage decides."""
        return label(self.office.urgencies, self.profile.get("asked_urgency"))

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics, in the order chosen."""
        chosen = self.profile.get("topics", [])
        return tuple(label(self.office.topics, code) or code for code in chosen)

    @property
    def main_topic(self) -> str | None:
        """The main topic, once it is settled."""
        return label(self.office.topics, self.profile.get("main_topic"))

    @property
    def municipality(self) -> str | None:
        """Where the client lives."""
        return label(self.office.municipalities, self.profile.get("municipality"))

    @property
    def language(self) -> str | None:
        """The language the client speaks well."""
        return label(self.office.spoken_languages, self.profile.get("language"))

    @property
    def channel(self) -> str | None:
        """How the request came in."""
        return label(self.office.channels, self.profile.get("channel"))

    @property
    def for_steering_group(self) -> str | None:
        """Whether the steering group may see what was reported; only asked of reports."""
        return {
            "yes": gettext("It may see this report."),
            "no": gettext("It must not see this report."),
        }.get(self.profile.get("for_steering_group", ""))

    @property
    def interpreting(self) -> str | None:
        """Whether an interpreter is needed, and whether a woman or a man."""
        needed = {
            "yes": gettext("Interpreter needed"),
            "no": gettext("No interpreter"),
            "unknown": gettext("Interpreter: not known"),
        }.get(self.profile.get("interpreter", ""))
        gender = {
            "woman": gettext("a woman"),
            "man": gettext("a man"),
        }.get(self.profile.get("interpreter_gender", ""))
        return f"{needed}, {gender}" if needed and gender else needed

    @property
    def talk_places(self) -> tuple[str, ...]:
        """Where the client wants to talk."""
        chosen = self.profile.get("talk_places", [])
        return tuple(label(self.office.talk_places, code) or code for code in chosen)

    @property
    def access_needs(self) -> str | None:
        """What the client needs to come in or to follow."""
        chosen = self.profile.get("access_needs", [])
        return ", ".join(label(self.office.access_needs, code) or code for code in chosen) or None

    @property
    def kept_until(self) -> date | None:
        """Until when identity and words are kept, once the case is closed."""
        until = self.profile.get("retention_until")
        return date.fromisoformat(until) if until else None

    @property
    def asker_knows(self) -> str | None:
        """When somebody else asked: whether the person concerned knows."""
        return {
            "yes": gettext("The person knows about this request."),
            "no": gettext("The person does not know about this request."),
            "unknown": gettext("It is not known whether the person knows about this request."),
        }.get(self.identity.get("asker_known", ""))
