"""An office in the middle of its work, and all places that can be looked at there."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from intake.i18n import LANGUAGES
from tests.browser.office import Office, ask, code_and_number
from tests.page import Value
from tests.visitor import Visitor

PUBLIC_LANGUAGES, STAFF_LANGUAGES = tuple(LANGUAGES), ("de", "en")
MOST_DIFFERENT = ("de", "en", "ar")
"""Every page is looked at in these, the four that everybody needs in each language."""
QUESTION = "أبحث عن شقة لأسرتي. المالك يطلب ضمانًا كبيرًا. ماذا أفعل؟"
ANSWER = "Bitte bringen Sie den Mietvertrag mit. Wir schauen ihn zusammen an."
LONG_WORD = "Liegenschaftsverwaltungsgesellschaft" * 3


@dataclass(frozen=True)
class Place:
    """A page: its address, who may see it, whether it is one of the five main ones.

    `button` is the name of a field: the form that has it is sent as it is, to see its errors.
    `in_each`: everybody needs it, so it is looked at in each language.
    """

    name: str
    address: str
    who: str = "anybody"
    main: bool = False
    button: str = ""
    in_each: bool = False


PUBLIC = (
    Place("person", "/{lang}/request/person", main=True, in_each=True),
    Place("receipt", "/{lang}/receipt", "asker", main=True, in_each=True),
    Place("opened", "/{lang}/status", "resident", main=True, in_each=True),
    Place("landing", "/{lang}/"),
    Place("person-errors", "/{lang}/request/person", button="requester", in_each=True),
    Place("organisation", "/{lang}/request/organisation"),
    Place("municipality", "/{lang}/request/municipality"),
    Place("grant", "/{lang}/request/organisation/grant"),
    Place("receipt-over", "/{lang}/receipt"),
    Place("code", "/{lang}/status", in_each=True),
    Place("code-errors", "/{lang}/status", button="code"),
    Place("message-errors", "/{lang}/status", "resident", button="text"),
    Place("withdraw", "/{lang}/status/withdraw", "resident"),
    Place("reach", "/{lang}/status/reach", "resident"),
    Place("help", "/{lang}/help"),
    Place("privacy", "/{lang}/privacy"),
    Place("accessibility", "/{lang}/accessibility"),
    Place("not-found", "/{lang}/nowhere"),
)
STAFF = (
    Place("queue", "/cases/?tab=team", "staff", main=True),
    Place("case", "/cases/{number}", "staff", main=True),
    Place("queue-new", "/cases/?tab=new", "staff"),
    Place("queue-filtered", "/cases/?tab=team&topic=naturalisation", "staff"),
    *(
        Place(verb, f"/cases/{{number}}/{verb}", "staff")
        for verb in (
            "assignment",
            "message",
            "note",
            "contact",
            "waiting",
            "closure",
            "code",
            "summary",
            "access-log",
        )
    ),
    Place("lead", "/cases/{new}/lead", "staff"),
    Place("message-errors", "/cases/{number}/message", "staff", button="body"),
    Place("closure-errors", "/cases/{number}/closure", "staff", button="reason"),
    Place("members", "/admin/members", "staff"),
    Place("invitation-errors", "/admin/members/invitation", "staff", button="role"),
    Place("first-steps", "/admin/first-steps", "staff"),
    Place("access", "/admin/logs/access", "staff"),
    Place("exports", "/admin/logs/exports", "staff"),
    Place("help", "/staff/help", "staff"),
    Place("account", "/staff/account", "staff"),
    Place("no-case", "/cases/2099-9999", "staff"),
    Place("sign-in", "/staff/sign-in"),
    Place("activate", "/staff/activate"),
)


@dataclass
class Scenery:
    """Who is signed in where; `number` is a case with a long talk, `new` one nobody has taken."""

    office: Office
    resident: Visitor
    staff: dict[str, Visitor]
    number: str
    new: str

    def address(self, place: Place, lang: str) -> str:
        """The whole address of a place."""
        path = place.address.format(lang=lang, number=self.number, new=self.new)
        return self.office.served.base + path

    def do(self, number: str, verb: str, **answers: Value) -> None:
        """The coordinator does something to a case."""
        staff = self.staff["de"]
        form = staff.page(f"/cases/{number}/{verb}").form(action=f"/{verb}").fill(**answers)
        assert staff.send(form).status == 200, verb

    def enter(self, context: BrowserContext, place: Place, lang: str) -> None:
        """Give a browser the cookies of the one who may see the place."""
        context.clear_cookies()
        visitor = {
            "asker": lambda: asker(self.office, lang),
            "resident": lambda: self.resident,
            "staff": lambda: self.staff[lang],
            "anybody": self.office.visitor,
        }[place.who]()
        base = self.office.served.base
        context.add_cookies(
            [{"name": n, "value": v, "url": base} for n, v in visitor.cookies.items()]
        )


def asker(office: Office, lang: str) -> Visitor:
    """A browser that has just sent a request."""
    visitor = office.visitor()
    ask(visitor, lang, municipality="elsewhere")
    return visitor


def build(office: Office) -> Scenery:
    """Cases in every state, and one with a long talk."""
    english = office.member("coordinator", "nora@office.example", "Nora Baker", "en")
    resident = office.visitor()
    answers = {"language": "ar", "interpreter": "yes", "alias": "سلام", "question": QUESTION}
    reach = {
        "reach": ["phone"],
        "phone": "079 555 01 23",
        "discreet": "y",
        "municipality": "aarburg",
    }
    _, number = code_and_number(ask(resident, "ar", **answers, **reach))
    _, waiting = office.ask(alias="Bëkim", topics=["residence", "work", "money"], language="sq")
    _, closed = office.ask(alias=LONG_WORD, question=LONG_WORD)
    _, new = office.ask(alias="Тарас", language="uk", question="Як знайти курс німецької?")
    scenery = Scenery(office, resident, {"de": office.coordinator, "en": english}, number, new)
    for case in (number, waiting, closed):
        scenery.do(case, "lead", topic="housing", urgency="urgent", conflict="no")
    talk(scenery)
    scenery.do(waiting, "message", body=ANSWER, waits="y")
    scenery.do(closed, "closure", reason="done", outcome="resolved", service_level="advice")
    return scenery


def talk(scenery: Scenery) -> None:
    """Everything that can stand in a timeline."""
    number, resident = scenery.number, scenery.resident
    scenery.do(number, "message", body=ANSWER, lang="de")
    written = (
        resident.page("/ar/status").form(action="/message").fill(text=f"{QUESTION}\n{LONG_WORD}")
    )
    resident.send(written)
    scenery.do(number, "note", body=f"{ANSWER}\n{LONG_WORD}")
    scenery.do(number, "contact", channel="office", minutes="45", note=ANSWER)
