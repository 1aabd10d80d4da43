"""What the form, or the adviser at the phone, takes down in the demo office."""

from random import Random

from intake.demo.fates import Fate
from intake.demo.plan import Plan
from intake.demo.texts import GERMAN, Situation
from intake.models.case import AskedWords, Identity, Profile
from intake.models.request import Asked
from intake.office import Office

STAFF_SPEAK = {"en", "fr", "it", "tr", "bs", "es"}
UNSURE = 0.08
"""How many of those who need an interpreter do not know it when they ask."""
INTERPRETED = {
    "certified_phone": 0.34,
    "certified_on_site": 0.26,
    "key_person": 0.26,
    "certified_video": 0.1,
    "relative": 0.04,
}
TALKS = {
    "phone": {"phone": 0.6, "office": 0.36, "video": 0.04},
    "counter": {"office": 0.8, "phone": 0.2},
    "info_point": {"info_point": 0.7, "office": 0.3},
    "outreach": {"outreach": 0.6, "phone": 0.4},
    "email": {"phone": 0.5, "office": 0.5},
    "web": {"office": 0.5, "phone": 0.4, "video": 0.1},
}


def asked_of(plan: Plan, office: Office, rng: Random) -> Asked:
    """The complete request of a plan."""
    web = plan.channel == office.web_channel.code
    return Asked(
        kind=plan.situation.kind if plan.situation else "consultation",
        identity=_identity(plan),
        profile=_profile(plan, office, rng),
        words=AskedWords(question=_words(plan), not_interpreter=""),
        form_id=rng.randbytes(32) if web else None,
        suspected_spam=plan.fate == Fate.SPAM,
    )


def interpreting_of(plan: Plan, rng: Random) -> str:
    """How a talk is understood."""
    situation = plan.situation
    if situation and situation.interpreter == "yes":
        return rng.choices(list(INTERPRETED), list(INTERPRETED.values()))[0]
    speaks_german = plan.spoken == GERMAN or (situation and situation.lang == GERMAN)
    return "staff_language" if plan.spoken in STAFF_SPEAK and not speaks_german else "none"


def talk_channel_of(plan: Plan, rng: Random) -> str:
    """Where a talk is held."""
    if plan.fate == Fate.SHORT_CALL:
        return "office" if plan.channel == "counter" else "phone"
    channels = TALKS[plan.channel]
    return rng.choices(list(channels), list(channels.values()))[0]


def _words(plan: Plan) -> str:
    if plan.call:
        return plan.call.note
    return plan.situation.question if plan.situation else plan.words


def _identity(plan: Plan) -> Identity:
    told = plan.situation
    return Identity(
        alias=plan.alias,
        phone=plan.phone,
        email=plan.email,
        code_only=plan.code_only,
        times=told.times if told and not plan.code_only else "",
        voicemail=bool(told and told.voicemail and plan.phone),
        discreet=bool(told and told.discreet),
        asker_known=_known(told) if told else "",
    )


def _known(told: Situation) -> str:
    """Whether the person knows that somebody asks for her."""
    if told.requester != "other_person":
        return ""
    return "unknown" if told.discreet else "yes"


def _profile(plan: Plan, office: Office, rng: Random) -> Profile:
    profile = Profile(
        requester=plan.situation.requester if plan.situation else "myself",
        topics=_topics(plan, office),
        municipality=plan.municipality,
        language=plan.spoken or GERMAN,
        interpreter=_interpreter(plan, rng),
        interpreter_gender=_gender(plan, rng),
        talk_places=_places(plan, rng),
        access_needs=[],
        channel=plan.channel,
    )
    if plan.channel == office.web_channel.code:
        lang = plan.situation.lang if plan.situation else GERMAN
        offered = {language.code for language in office.languages}
        profile["page_language"] = lang if lang in offered else GERMAN
    return profile


def _topics(plan: Plan, office: Office) -> list[str]:
    """The topics in the order in which the form offers them."""
    if plan.call:
        return [plan.call.topic]
    chosen = plan.situation.topics if plan.situation else ["other"]
    return [topic.code for topic in office.topics.active if topic.code in chosen]


def _interpreter(plan: Plan, rng: Random) -> str:
    told = plan.situation.interpreter if plan.situation else "no"
    unsure = told == "yes" and rng.random() < UNSURE
    return "unknown" if unsure else told


def _gender(plan: Plan, rng: Random) -> str:
    told = plan.situation
    if told is None or told.interpreter != "yes" or not told.is_of_a_person:
        return ""
    if "violence" in told.topics and told.speaker == "woman":
        return "woman"
    return rng.choice(("woman", "either", "either", "")) if told.speaker == "woman" else ""


def _places(plan: Plan, rng: Random) -> list[str]:
    if not plan.is_of_a_person or plan.situation is None or rng.random() < 0.4:
        return []
    return [rng.choice(("phone", "office") if plan.phone else ("office", "info_point", "either"))]
