"""Cases for the benchmark, received, taken on and closed by the domain's own verbs."""

from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import select, text

from intake.database import begin_writing, db
from intake.models.assignment import Triage, take_on
from intake.models.case import AskedWords, Case, Identity, Profile
from intake.models.closure import Ending, close
from intake.models.contact import ContactFacts, log_contact
from intake.models.event import Actor
from intake.models.member import Member
from intake.models.office_key import OfficeKey
from intake.models.request import Asked, receive
from intake.vault import CaseKeys
from tests.bench.premises import Premises

AT_ONCE = 500
HISTORY_DAYS = 13 * 30
TAKEN_ON = 0.9
TALKS = (1, 2, 3, 3, 4)
DAYS_TO_CLOSE = 10
REACHED = 0.95
QUESTION = (
    "Guten Tag, ich habe einen Brief von der Gemeinde bekommen und verstehe ihn nicht. "
    "Können Sie mir sagen, was ich tun muss und bis wann? Vielen Dank."
)
NAMES = ("Selam", "Amal", "Ґалина", "ሰላም", "أمل", "Arta", "José", "கவிதா", "Mehmet", "Ana")


def fill(place: Premises, open_cases: int, closed_cases: int) -> None:
    """Give the office its cases: nine of ten open ones are led by somebody, one is new.

    They come in at the desk, without a code: the key of a code is slow to make on purpose. They
    come in one after the other, as in life; of 99 000 closed ones a month has 8 000, and 20 000
    contacts.
    """
    rng = Random(f"{open_cases} {closed_cases}")
    ended = [rng.uniform(20, HISTORY_DAYS) for _ in range(closed_cases)]
    running = [rng.uniform(0, 30) for _ in range(open_cases)]
    with place.app.app_context():
        for ages, closed in ((ended, True), (running, False)):
            ages.sort(reverse=True)
            for start in range(0, len(ages), AT_ONCE):
                _add(place, rng, ages[start : start + AT_ONCE], closed)
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()


def _add(place: Premises, rng: Random, ages: list[float], closed: bool) -> None:
    begin_writing()
    key = OfficeKey.current()
    assert key is not None
    members = list(db.session.scalars(select(Member).order_by(Member.email)))
    now = datetime.now(UTC)
    for days in ages:
        at, lead = now - timedelta(days=days), rng.choice(members)
        keys = receive(_asked(place, rng), None, key, place.office, Actor.member(lead), at)
        assert keys is not None
        if closed or rng.random() < TAKEN_ON:
            case = _begun(place, keys, lead, at)
            if closed:
                _end(place, rng, case, keys, lead)
    db.session.commit()
    db.session.expunge_all()


def _begun(place: Premises, keys: CaseKeys, lead: Member, at: datetime) -> Case:
    case = db.session.get_one(Case, keys.case_uuid)
    case.key_wrapped = place.keyring.offices[case.office_key_id].wrap_case(keys)
    triage = Triage(case.profile.get(keys)["topics"][0], place.office.default_urgency.code)
    take_on(case, keys, triage, lead, place.office, at)
    return case


def _end(place: Premises, rng: Random, case: Case, keys: CaseKeys, lead: Member) -> None:
    """The talks of a case, a day or two apart, and its closing."""
    office, actor = place.office, Actor.member(lead)
    days = timedelta(days=DAYS_TO_CLOSE)
    talks = rng.choice(TALKS)
    for number in range(talks):
        at = case.received_at + days * number / talks
        talk = ContactFacts(
            day=at.astimezone(office.timezone).date().isoformat(),
            channel=rng.choice([*office.contact_channels]),
            minutes=rng.choice((15, 20, 30, 60)),
            language=rng.choice([*office.spoken_languages]),
            interpreting=rng.choice([*office.interpreting]),
            reached=rng.random() < REACHED,
            note="",
        )
        log_contact(case, keys, talk, actor, office, at)
    outcomes = [entry.code for entry in office.outcomes.active if entry.fits(case.kind)]
    done = Ending("done", rng.choice(outcomes), rng.choice([*office.service_levels]))
    close(case, keys, done, actor, office, case.received_at + days)


def _asked(place: Premises, rng: Random) -> Asked:
    office = place.office
    digits = f"{rng.randrange(10_000):04d}"
    return Asked(
        kind="consultation",
        identity=Identity(
            alias=rng.choice(NAMES),
            phone=f"+41 79 555 {digits[:2]} {digits[2:]}",
            code_only=False,
            times="am Abend",
            voicemail=False,
            discreet=rng.random() < 0.2,
        ),
        profile=Profile(
            requester="myself",
            topics=rng.sample([*office.topics], rng.choice((1, 1, 2))),
            municipality=rng.choice([*office.municipalities]),
            language=rng.choice([*office.spoken_languages]),
            page_language="de",
            interpreter=rng.choice(("yes", "no")),
            channel=rng.choice([*office.channels]),
        ),
        words=AskedWords(question=QUESTION),
    )
