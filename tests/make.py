"""Small factories: an office with members and cases, made through the domain's own verbs."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Flask

from intake.database import begin_writing, db
from intake.guards.desk import Desk
from intake.models.assignment import Triage, take_on
from intake.models.attachment import NewFile, attach
from intake.models.case import AskedWords, Case, Identity, Profile
from intake.models.event import RESIDENT, Actor
from intake.models.member import Member, MemberState, Role
from intake.models.office_key import Installation, Keyring, OfficeKey
from intake.models.receipt import Receipt
from intake.models.request import Asked, receive
from intake.models.saved_filter import Wanted, apply_filter
from intake.models.session import StaffSession
from intake.models.text_module import TextModule, add_module
from intake.vault import CaseKeys, KeyPair, OfficePrivate, new_code, open_code

TUESDAY_MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PASSWORD = "drei gelbe Velos im Regen"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = TUESDAY_MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **units: float) -> datetime:
        """Move on by `minutes=…`, `hours=…`, `days=…`."""
        self.at += timedelta(**units)
        return self.at


@dataclass
class MadeMember:
    """A member and the key pair that only the password would open."""

    member: Member
    pair: KeyPair

    @property
    def keyring(self) -> Keyring:
        return Keyring.of_member(self.member.uuid, self.pair)

    @property
    def actor(self) -> Actor:
        return Actor.member(self.member)


@dataclass
class MadeCase:
    """A case as its maker knows it: with its keys and the resident's code."""

    case: Case
    keys: CaseKeys
    code: str


class Maker:
    """Makes what a test needs, directly in the database of `app`."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.desk: Desk = app.extensions["intake.desk"]
        self.office = self.desk.office
        self.private = OfficePrivate.new()

    def open_office(self) -> None:
        """The office is set up and its public form open."""
        begin_writing()
        public = self.private.public
        db.session.add(
            OfficeKey(key_id=public.key_id, public=public.public, created_at=self.clock())
        )
        Installation.the().opened_at = self.clock()
        db.session.commit()

    def member(self, role: Role, name: str) -> MadeMember:
        """An active member. The private key is not locked under a password: that is slow."""
        begin_writing()
        pair = KeyPair.new()
        member = Member(
            name=name,
            email=f"{name.lower().replace(' ', '.')}@example.org",
            role=role,
            language="en",
            state=MemberState.ACTIVE,
            public_key=pair.public,
            private_key_locked=b"",
            created_at=self.clock(),
        )
        db.session.add(member)
        db.session.flush()
        member.hand_over(pair, b"", Keyring({self.private.key_id: self.private}))
        db.session.commit()
        return MadeMember(member, pair)

    def case(
        self,
        *,
        question: str = "How do I find a German course?",
        topics: tuple[str, ...] = ("german",),
        identity: Identity | None = None,
        kind: str = "consultation",
        **profile: object,
    ) -> MadeCase:
        """A case just received over the web."""
        code = new_code()
        opened = open_code(code, self.desk.keys.pepper)
        asked = Asked(
            kind=kind,
            identity=identity or Identity(alias="Selam", phone="+41 79 555 01 23", code_only=False),
            profile=Profile(
                **{  # type: ignore[typeddict-item]
                    "requester": "myself",
                    "topics": list(topics),
                    "municipality": "zofingen",
                    "language": "ti",
                    "page_language": "en",
                    "interpreter": "yes",
                    "channel": "web",
                    **profile,
                }
            ),
            words=AskedWords(question=question),
        )
        begin_writing()
        keys = receive(asked, opened, self.private.public, self.office, RESIDENT, self.clock())
        assert keys is not None
        db.session.commit()
        case = db.session.get_one(Case, keys.case_uuid)
        return MadeCase(case, keys, code)

    def taken_case(self, lead: MadeMember, **facts: object) -> MadeCase:
        """A case that `lead` has taken on."""
        made = self.case(**facts)  # type: ignore[arg-type]
        begin_writing()
        take_on(
            made.case,
            made.keys,
            Triage("german", "normal"),
            lead.member,
            self.office,
            self.clock(),
        )
        db.session.commit()
        return made

    def text_module(self, by: MadeMember, title: str = "Appointment") -> TextModule:
        """A text module with an English version."""
        begin_writing()
        module = add_module(title, "Der Termin steht.", by.member.uuid, self.clock())
        db.session.flush()
        module.translate("en", "The appointment is fixed.", by.member.uuid, self.clock())
        db.session.commit()
        return module

    def staff_cookie(self, made: MadeMember) -> str:
        """The cookie of a new session of a member."""
        begin_writing()
        token = StaffSession.begin(made.member, made.pair, self.clock())
        db.session.commit()
        return token.cookie

    def file(self, made: MadeCase) -> None:
        """A file that came with the request."""
        begin_writing()
        attach(made.keys, [NewFile("a.pdf", "application/pdf", b"%PDF")], self.clock(), a_day=9)
        db.session.commit()

    def receipts_of(self, case: Case) -> int:
        """How many living codes a case has."""
        return db.session.query(Receipt).filter_by(case_uuid=case.uuid).count()

    def saved_filter(
        self, by: MadeMember, name: str, shared: bool = False, **criteria: str
    ) -> UUID:
        """The uuid of a filter that a member keeps, for the team's tab."""
        begin_writing()
        wanted = Wanted("", "team", criteria)
        row = apply_filter(wanted, by.keyring, by.member.uuid, self.clock())
        row.keep(name, shared, by.keyring, self.clock())
        db.session.commit()
        return row.uuid
