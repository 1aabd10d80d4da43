"""How requests reach the demo office, where people live, and how they can be reached."""

from random import Random
from unicodedata import normalize

from intake.demo.fates import Fate, apportion
from intake.demo.mix import of_fate
from intake.demo.plan import Plan
from intake.demo.texts import GERMAN, Situation, Texts
from intake.office import Office

AT_THE_DESK, CODE_ONLY = 0.5, 0.25
OTHER_CHANNELS = {"web": 0.78, "email": 0.08, "info_point": 0.09, "outreach": 0.05}
DESK_CHANNELS = {"phone": 0.62, "counter": 0.38}
OF_ORGANISATIONS = {"counter": "phone", "info_point": "email", "outreach": "email"}
"""Organisations and authorities do not queue."""
RAISED = {"aarburg": 1.6, "oftringen": 1.5}
NOT_SAID = 0.05
LATIN = {"de", "en", "es", "pt", "sq", "tr"}
ON_THE_WEB = (Fate.NEW_ANSWER, Fate.WITHDRAWN, Fate.SPAM, Fate.TEST, Fate.DUPLICATE)
"""Fates that only a request over the web can have."""


def settle_people(plans: list[Plan], office: Office, texts: Texts, seed: int) -> None:
    """Give each plan its channel, municipality, name and way to be reached."""
    rng = Random(f"{seed} people")
    _settle_channels(plans, rng)
    _settle_code_only(plans, rng)
    _settle_municipalities(plans, office, rng)
    for plan in plans:
        if plan.situation:
            plan.spoken = plan.situation.spoken
            _name(plan, plan.situation, texts, rng)
    for plan in of_fate(plans, Fate.DUPLICATE):
        _repeat(plan)


def _settle_channels(plans: list[Plan], rng: Random) -> None:
    """Half of all come by phone and to the counter, first those who speak German."""
    calls = of_fate(plans, Fate.SHORT_CALL)
    free = [plan for plan in plans if plan.fate not in {*ON_THE_WEB, Fate.SHORT_CALL}]
    doubled = {id(plan.double) for plan in plans}
    free.sort(key=lambda plan: _likes_the_web(plan, rng) + 9 * (id(plan) in doubled))
    at_the_desk = round(AT_THE_DESK * len(plans)) - len(calls)
    _share_out([*calls, *free[:at_the_desk]], DESK_CHANNELS, rng)
    others = free[at_the_desk:]
    _share_out(others, OTHER_CHANNELS, rng)
    for plan in plans:
        if plan.fate in ON_THE_WEB or id(plan) in doubled or _must_write(plan):
            plan.channel = "web"
        elif not plan.is_of_a_person:
            plan.channel = OF_ORGANISATIONS.get(plan.channel, plan.channel)


def _likes_the_web(plan: Plan, rng: Random) -> float:
    assert plan.situation
    likes = rng.random() + 9 * _must_write(plan)
    if plan.situation.lang != GERMAN:
        likes += 0.45
    return likes - 0.25 * (plan.situation.reach == "phone")


def _must_write(plan: Plan) -> bool:
    """Whether the client waits for messages only: then a code is needed."""
    return plan.situation is not None and plan.situation.reach == "code_only"


def _share_out(plans: list[Plan], shares: dict[str, float], rng: Random) -> None:
    channels = [c for c, n in apportion(len(plans), shares).items() for _ in range(n)]
    rng.shuffle(channels)
    for plan, channel in zip(plans, channels, strict=True):
        plan.channel = channel


def _settle_code_only(plans: list[Plan], rng: Random) -> None:
    """A quarter can be reached only by code: nearly all of them wrote over the web."""
    must = [plan for plan in plans if _must_write(plan)]
    may = [
        plan
        for plan in plans
        if plan.situation
        and plan.channel in {"web", "counter"}
        and plan.is_of_a_person
        and not _must_write(plan)
        and plan.fate not in {Fate.UNREACHABLE, Fate.DUPLICATE}
    ]
    may.sort(key=lambda plan: rng.random() + 0.7 * (plan.channel != "web"))
    for plan in [*must, *may[: max(0, round(CODE_ONLY * len(plans)) - len(must))]]:
        plan.code_only = True


def _settle_municipalities(plans: list[Plan], office: Office, rng: Random) -> None:
    persons = [plan for plan in plans if plan.is_of_a_person]
    inhabitants = {
        place.code: (place.population or 0) * RAISED.get(place.code, 1.0)
        for place in office.municipalities.active
        if place.ours
    }
    not_said = next(place.code for place in office.municipalities.active if place.not_said)
    weights = {**inhabitants, not_said: NOT_SAID * sum(inhabitants.values())}
    places = [code for code, n in apportion(len(persons), weights).items() for _ in range(n)]
    rng.shuffle(places)
    for plan, place in zip(persons, places, strict=True):
        plan.municipality = place
    for plan in plans:
        if plan.situation and plan.situation.municipality:
            plan.municipality = plan.situation.municipality


def _name(plan: Plan, situation: Situation, texts: Texts, rng: Random) -> None:
    """Another name, number and address than in the text, where those of a person are told."""
    plan.alias, plan.email = situation.alias, situation.email
    names = _names(situation, texts)
    if situation.alias and names:
        plan.alias = rng.choice([situation.alias, *names])
        plan.email = _address(plan.alias, situation.email, rng)
    if situation.phone:
        prefix = "+41 79 555" if situation.phone.startswith("079") else "+41 62 555"
        plan.phone = f"{prefix} {rng.randrange(100):02d} {rng.randrange(100):02d}"
    if plan.code_only:
        plan.phone = plan.email = ""


def _names(situation: Situation, texts: Texts) -> list[str]:
    """First names that fit the person; none where the name must stay as it is told.

    Who writes German and speaks another language well has a name of that language.
    """
    if not situation.is_of_a_person:
        return []
    language = situation.lang
    if language == GERMAN and situation.requester == "myself":
        language = situation.spoken if situation.spoken in LATIN else ""
    return texts.first_names.get(language, {}).get(situation.speaker, [])


def _address(alias: str, told: str, rng: Random) -> str:
    if not told:
        return ""
    letters = normalize("NFKD", alias.lower()).encode("ascii", "ignore").decode()
    name = "".join(sign for sign in letters if sign.isalpha()) or told.partition("@")[0]
    return f"{name}{rng.randrange(10, 100)}@{told.partition('@')[2]}"


def _repeat(plan: Plan) -> None:
    """The same person sends the same once more."""
    first = plan.double
    assert first
    plan.alias, plan.phone, plan.email = first.alias, first.phone, first.email
    plan.municipality, plan.code_only = first.municipality, first.code_only
