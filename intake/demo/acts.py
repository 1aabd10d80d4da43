"""What happens in a case of the demo office: each act calls the program's own verb."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from intake.database import db
from intake.demo.staff import Person, Team
from intake.models import agreement, assignment, closure, contact, message, note, task, waiting
from intake.models.access import AccessEntry, AccessKind
from intake.models.case import Case
from intake.models.contact import ContactFacts
from intake.models.event import Actor
from intake.models.message import Words
from intake.models.permissions import Permission
from intake.models.request import Asked, receive
from intake.models.waiting import WaitingFacts
from intake.office import Office
from intake.vault import CaseKeys, new_code, open_code


@dataclass(frozen=True)
class Stage:
    """Where all cases play: the office, its team, and the pepper of the codes."""

    office: Office
    team: Team
    pepper: bytes = field(repr=False)


@dataclass
class Scene:
    """One case while its history is played; `code` is set where the client was given one."""

    stage: Stage
    code: str = ""
    case: Case = field(init=False)
    keys: CaseKeys = field(init=False, repr=False)

    @property
    def office(self) -> Office:
        """The settings, which every verb asks."""
        return self.stage.office

    def by(self, person: Person, permission: Permission, now: datetime) -> Actor:
        """Let somebody of the staff write to the case, as if opened through `open_case`.

        That one commits a line of the access log at each opening, which is too slow here.
        """
        actor = self.stage.team.actor(person)
        assert actor.member_uuid
        entry = AccessEntry(
            at=now,
            member_uuid=actor.member_uuid,
            case_uuid=self.case.uuid,
            kind=AccessKind.WRITTEN,
            permission=permission,
        )
        db.session.add(entry)
        if self.case.key_wrapped is None:
            self.case.key_wrapped = self.stage.team.private.wrap_case(self.keys)
        return actor


Act = Callable[[Scene, datetime], None]


def received(asked: Asked, recorder: Person | None, with_code: bool) -> Act:
    """The request comes in: over the web, or recorded by somebody of the staff."""

    def act(scene: Scene, now: datetime) -> None:
        team = scene.stage.team
        code = None
        if with_code:
            scene.code = new_code()
            code = open_code(scene.code, scene.stage.pepper)
        actor = team.actor(recorder) if recorder else Actor()
        keys = receive(asked, code, team.private.public, scene.office, actor, now)
        assert keys
        scene.keys, scene.case = keys, db.session.get_one(Case, keys.case_uuid)

    return act


def assigned(lead: Person, triage: assignment.Triage, by: Person) -> Act:
    """The coordinator gives the case to somebody."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.ASSIGN, now)
        member = scene.stage.team.member(lead)
        assignment.assign(scene.case, scene.keys, triage, member, actor, scene.office, now)

    return act


def taken_on(lead: Person, triage: assignment.Triage | None) -> Act:
    """Somebody becomes the lead; without triage, begins on what was assigned."""

    def act(scene: Scene, now: datetime) -> None:
        scene.by(lead, Permission.WORK_ON_CASE, now)
        member = scene.stage.team.member(lead)
        assignment.take_on(scene.case, scene.keys, triage, member, scene.office, now)

    return act


def refused_for_conflict(person: Person) -> Act:
    """Somebody knows the client and must not see the case any more."""

    def act(scene: Scene, now: datetime) -> None:
        scene.by(person, Permission.WORK_ON_CASE, now)
        member = scene.stage.team.member(person)
        assignment.refuse_for_conflict(scene.case, scene.keys, member, scene.office, now)

    return act


def noted(text: str, by: Person) -> Act:
    """An internal note."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        note.write_note(scene.case, scene.keys, text, actor, now)

    return act


def wrote(words: Words, by: Person, wait_until: date | None) -> Act:
    """A message to the client."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        message.send(scene.case, scene.keys, words, actor, scene.office, now, wait_until=wait_until)

    return act


def replied(words: Words) -> Act:
    """The client answers."""

    def act(scene: Scene, now: datetime) -> None:
        message.reply(scene.case, scene.keys, words, scene.office, now)

    return act


def was_read(by: Person) -> Act:
    """Somebody takes the mark «new» away."""

    def act(scene: Scene, now: datetime) -> None:
        message.mark_read(scene.case, scene.keys, scene.by(by, Permission.WORK_ON_CASE, now), now)

    return act


def talked(facts: ContactFacts, by: Person) -> Act:
    """A talk, or the attempt at one."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        contact.log_contact(scene.case, scene.keys, facts, actor, scene.office, now)

    return act


def waited(facts: WaitingFacts, until: date, by: Person) -> Act:
    """The case rests."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        waiting.wait(scene.case, scene.keys, facts, until, actor, scene.office, now)

    return act


def planned(what: str, due_on: date, by: Person) -> Act:
    """A task for the one who plans it."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        doer = actor.member_uuid
        task.add_task(scene.case, scene.keys, what, due_on, doer, actor, scene.office, now)

    return act


def agreed(what: str, until: date, by: Person) -> Act:
    """The client promises something."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        client = scene.office.actor("client").code
        agreement.agree(scene.case, scene.keys, client, what, until, actor, now)

    return act


def resumed(by: Person) -> Act:
    """The case goes on."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.WORK_ON_CASE, now)
        waiting.resume(scene.case, scene.keys, actor, scene.office, now)

    return act


def closed(ending: closure.Ending, by: Person, double: Callable[[], str] | None = None) -> Act:
    """The case ends; `double` tells the number of the case it doubles."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.CLOSE, now)
        how = ending
        if double:
            how = closure.Ending(ending.reason, leading_case=double())
        closure.close(scene.case, scene.keys, how, actor, scene.office, now)

    return act


def withdrawn() -> Act:
    """The client takes the request back."""

    def act(scene: Scene, now: datetime) -> None:
        closure.withdraw(scene.case, scene.keys, scene.office, now)

    return act


def reopened(reason: str, by: Person) -> Act:
    """A closed case is opened again."""

    def act(scene: Scene, now: datetime) -> None:
        actor = scene.by(by, Permission.REOPEN, now)
        closure.reopen(scene.case, scene.keys, reason, actor, scene.office, now)

    return act
