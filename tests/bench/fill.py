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
from intake.vault import OfficePublic
from tests.bench.premises import Premises

AT_ONCE = 500
HISTORY_DAYS = 14 * 30
TAKEN_ON = 0.9
QUESTION = (
    "Guten Tag, ich habe einen Brief von der Gemeinde bekommen und verstehe ihn nicht. "
    "Können Sie mir sagen, was ich tun muss und bis wann? Vielen Dank."
)
NAMES = ("Selam", "Amal", "Ґалина", "ሰላም", "أمل", "Arta", "José", "கவிதா", "Mehmet", "Ana")


def fill(place: Premises, open_cases: int, closed_cases: int) -> None:
    """Give the office its cases: nine of ten open ones are led by somebody, one is new.

    They come in at the desk, without a code: the key of a code is slow to make on purpose.
    """
    rng = Random(f"{open_cases} {closed_cases}")
    with place.app.app_context():
        for start in range(0, closed_cases, AT_ONCE):
            _add(place, rng, min(AT_ONCE, closed_cases - start), closed=True)
        for start in range(0, open_cases, AT_ONCE):
            _add(place, rng, min(AT_ONCE, open_cases - start), closed=False)
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()


def _add(place: Premises, rng: Random, count: int, closed: bool) -> None:
    begin_writing()
    key = OfficeKey.current()
    assert key is not None
    members = list(db.session.scalars(select(Member).order_by(Member.email)))
    for _ in range(count):
        _add_one(place, key, rng, rng.choice(members), closed)
    db.session.commit()
    db.session.expunge_all()


def _add_one(place: Premises, key: OfficePublic, rng: Random, lead: Member, closed: bool) -> None:
    office = place.office
    days = rng.uniform(20, HISTORY_DAYS) if closed else rng.uniform(0, 30)
    at = datetime.now(UTC) - timedelta(days=days)
    keys = receive(_asked(place, rng), None, key, office, Actor.member(lead), at)
    assert keys is not None
    if not closed and rng.random() > TAKEN_ON:
        return
    case = db.session.get_one(Case, keys.case_uuid)
    case.key_wrapped = place.keyring.offices[key.key_id].wrap_case(keys)
    topic = case.profile.get(keys)["topics"][0]
    take_on(case, keys, Triage(topic, office.default_urgency.code), lead, office, at)
    if closed:
        talk = ContactFacts(
            day=at.date().isoformat(),
            channel="phone",
            minutes=20,
            language="de",
            interpreting="none",
            reached=True,
            note="",
        )
        log_contact(case, keys, talk, Actor.member(lead), office, at)
        outcomes = [entry.code for entry in office.outcomes.active if entry.fits(case.kind)]
        done = Ending("done", rng.choice(outcomes), rng.choice([*office.service_levels]))
        close(case, keys, done, Actor.member(lead), office, at + timedelta(days=10))


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
