"""Writing the history of one case: what follows what, by whom, and at which moment."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from intake.demo import acts
from intake.demo.asked import asked_of, interpreting_of, talk_channel_of
from intake.demo.diary import Diary
from intake.demo.fates import Fate
from intake.demo.plan import Plan
from intake.demo.staff import Person, Team
from intake.demo.texts import read_texts
from intake.models.assignment import Triage
from intake.models.closure import Ending
from intake.models.contact import ContactFacts
from intake.models.message import Words
from intake.models.waiting import WaitingFacts

LEAVE = timedelta(days=21)
GOLDEN, LOOSE = 0.618034, 0.1


@dataclass(frozen=True)
class Step:
    """Something that happens in a case, and when."""

    at: datetime
    act: acts.Act


@dataclass
class Pen:
    """Adds steps to the history of a case, each after the one before."""

    plan: Plan
    diary: Diary
    team: Team
    rng: Random
    steps: list[Step] = field(default_factory=list)

    @cached_property
    def lead(self) -> Person:
        """Who leads the case. Who is on leave did nothing in the last three weeks."""
        plan, diary = self.plan, self.diary
        last = diary.day(plan.back) if plan.back else self.day(plan.span + 1)
        away = last > diary.today - LEAVE or plan.fate == Fate.UNASSIGNED
        staff = [person for person in self.team.advisers if not (away and person.on_leave)]
        if plan.fate == Fate.WAITING and not away:
            return next(person for person in staff if person.on_leave)
        # Multiples of the golden section spread evenly: nobody gets far more than the share.
        at = (self.plan.turn * GOLDEN + self.rng.random() * LOOSE) % 1
        shares = list(accumulate(person.share for person in staff))
        return staff[bisect_left(shares, at * shares[-1])]

    @cached_property
    def start(self) -> int:
        """The index of the first opening day on which the case can be worked on."""
        local = self.plan.received.astimezone(self.diary.office.timezone)
        spans = self.diary.office.hours.spans_on(local.date())
        late = bool(spans) and local.time() >= spans[-1].end
        return bisect_left(self.diary.days, local.date() + timedelta(days=late))

    def day(self, after: int) -> date:
        """The opening day so many opening days after the first one (at most yesterday)."""
        return self.diary.days[min(self.start + after, len(self.diary.days) - 1)]

    def _work(self, day: date, act: acts.Act) -> None:
        """The staff does something on a day, soon after what was done that day before."""
        last = self.steps[-1].at.astimezone(self.diary.office.timezone)
        if day < last.date():
            raise ValueError("A history runs forwards.")
        moment = self.diary.at_work(day, self.rng)
        if day == last.date() and moment <= last:
            moment = last + timedelta(minutes=self.rng.randint(2, 9))
        self.steps.append(Step(moment, act))

    def receive(self, with_code: bool = False) -> None:
        """The request comes in."""
        recorder = None if self.plan.channel == "web" else self.lead
        asked = asked_of(self.plan, self.diary.office, self.rng)
        self.steps.append(Step(self.plan.received, acts.received(asked, recorder, with_code)))

    def triage(self, day: date, *, assign: bool) -> None:
        """The case gets its lead, who begins at once or (`assign`) when the next step comes."""
        assert self.plan.situation
        office = self.diary.office
        urgency = "urgent" if self.plan.urgent else office.default_urgency.code
        triage = Triage(self.plan.situation.topics[0], urgency)
        act = acts.taken_on(self.lead, triage)
        if assign:
            act = acts.assigned(self.lead, triage, self.team.coordinator)
        self._work(day, act)

    def conflict(self, day: date) -> None:
        """Somebody else looks at the case first, and knows the client."""
        others = [p for p in self.team.advisers if p != self.lead and not p.on_leave]
        self._work(day, acts.refused_for_conflict(self.rng.choice(others)))

    def note(self, day: date) -> None:
        """The lead notes what to look out for."""
        assert self.plan.situation
        self._work(day, acts.noted(self.plan.situation.note, self.lead))

    def answer(self, day: date, wait: bool) -> None:
        """The lead writes to the client, and may wait for the answer."""
        assert self.plan.situation
        until = self.diary.office.hours.open_day_from(day + timedelta(days=10)) if wait else None
        self._work(day, acts.wrote(self.plan.situation.reply, self.lead, until))

    def reply(self, day: date) -> None:
        """The client writes back, on that day or soon after the last step."""
        situation = self.plan.situation
        assert situation
        words = Words(text=situation.followup, lang=situation.lang)
        earliest = self.steps[-1].at + timedelta(minutes=self.rng.randint(12, 90))
        moment = max(self.diary.at_home(day, self.rng), earliest)
        self.steps.append(Step(moment, acts.replied(words)))

    def read(self, day: date, by: Person | None = None) -> None:
        """The mark «new» is taken away."""
        self._work(day, acts.was_read(by or self.lead))

    def talk(self, day: date, *, first: bool) -> None:
        """A talk; the first is told, those that follow are only counted."""
        situation = self.plan.situation
        assert situation
        minutes = situation.contact_minutes if first else self.rng.randrange(15, 50, 5)
        self._talk(day, minutes, situation.contact_note if first else "", reached=True)

    def brief_talk(self, day: date, minutes: int) -> None:
        """The whole of a short call."""
        self._talk(day, minutes, "", reached=True)

    def attempt(self, day: date) -> None:
        """Nobody answers the phone."""
        self._talk(day, 5, "", reached=False)

    def _talk(self, day: date, minutes: int, note: str, *, reached: bool) -> None:
        facts = ContactFacts(
            day=str(day),
            channel=talk_channel_of(self.plan, self.rng) if reached else "phone",
            minutes=minutes,
            language=self.plan.spoken,
            interpreting=interpreting_of(self.plan, self.rng) if reached else "none",
            reached=reached,
            note=note,
        )
        self._work(day, acts.talked(facts, self.lead))

    def wait(self, day: date, until: date) -> None:
        """The case rests until somebody answers."""
        situation = self.plan.situation
        assert situation
        facts = WaitingFacts(
            reason=situation.waiting_whom or "internal", line=situation.waiting_line
        )
        self._work(day, acts.waited(facts, until, self.lead))

    def plan_task(self, day: date, due_on: date) -> None:
        """The lead notes what is still to be done."""
        tasks = read_texts().tasks
        self._work(day, acts.planned(tasks[self.plan.turn % len(tasks)], due_on, self.lead))

    def agree(self, day: date, until: date) -> None:
        """The client promises something."""
        promised = read_texts().agreements
        what = promised[self.plan.turn % len(promised)]
        self._work(day, acts.agreed(what, until, self.lead))

    def resume(self, day: date) -> None:
        """The case goes on."""
        self._work(day, acts.resumed(self.lead))

    def close(self, day: date, ending: Ending, by: Person | None = None) -> None:
        """The case ends."""
        self._work(day, acts.closed(ending, by or self.lead))

    def close_double(self, day: date, first: Plan) -> None:
        """The coordinator sees that this is another one sent twice."""
        act = acts.closed(Ending("duplicate"), self.team.coordinator, lambda: first.number)
        self._work(day, act)

    def withdraw(self, day: date) -> None:
        """The client takes the request back, that day or soon after the last step."""
        earliest = self.steps[-1].at + timedelta(minutes=self.rng.randint(12, 90))
        moment = max(self.diary.at_home(day, self.rng), earliest)
        self.steps.append(Step(moment, acts.withdrawn()))

    def reopen(self, day: date, reason: str) -> None:
        """The case is opened again."""
        self._work(day, acts.reopened(reason, self.lead))
