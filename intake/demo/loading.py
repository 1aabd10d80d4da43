"""Filling a demo office with cases, in the order in which everything happened."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from pathlib import Path
from random import Random

import click
from flask import Flask
from sqlalchemy import select

from intake.config import CannotStart, Config
from intake.database import begin_writing, db
from intake.demo.acts import Scene, Stage
from intake.demo.beside import gather_reports, record_brief_contacts
from intake.demo.closed_stories import write_closed
from intake.demo.diary import Diary
from intake.demo.fates import USUAL_OPEN
from intake.demo.mix import plans_for
from intake.demo.open_stories import write_open
from intake.demo.pen import Pen, Step
from intake.demo.people import settle_people
from intake.demo.plan import Plan
from intake.demo.staff import found, read_accounts, reunite, write_accounts, write_private
from intake.demo.text_modules import write_modules
from intake.demo.texts import read_texts
from intake.demo.times import settle_times
from intake.guards.desk import the_desk
from intake.models.case import Case
from intake.models.member import Member
from intake.models.office_key import Installation
from intake.office import Office
from intake.vault import shown

CODES = "demo-codes.json"
CASES, SEED = 900, 1
BATCH = 2000
"""How many steps are committed together; a case has eight on average."""
QUICK = 250
"""So many cases take less than two seconds: no progress is shown."""


@dataclass(frozen=True)
class OpenCode:
    """The code of an open case, for the tester who plays the client."""

    number: str
    code: str = field(repr=False)
    language: str


@dataclass
class Story:
    """A case that has come in: its scene, and the steps that are still to come."""

    plan: Plan
    scene: Scene
    steps: Iterator[Step]


def load(
    app: Flask,
    config: Config,
    cases: int = CASES,
    seed: int = SEED,
    open_cases: int | None = None,
) -> list[OpenCode]:
    """Found the demo office if nobody has yet, and make its cases; returns codes of open ones.

    `open_cases` is about 1 in 15 unless said otherwise. The same seed on the same day makes the
    same office. Raises `CannotStart` for an office that is not an empty demo office.
    """
    with app.app_context():
        desk = the_desk()
        refuse_unless_empty_demo(config)
        check_settings(desk.office)
        diary = Diary(desk.office, desk.clock())
        begin_writing()
        known = read_accounts(config.instance)
        team = reunite(diary.now) if known else found(desk.office, diary.begin)
        write_modules(team.member(team.coordinator).uuid, diary.begin)
        db.session.commit()
        write_accounts(config.instance)
        open_cases = round(cases * USUAL_OPEN) if open_cases is None else min(open_cases, cases)
        plans = _plans(cases, open_cases, diary, seed)
        stage = Stage(desk.office, team, desk.keys.pepper)
        codes, told = _play(plans, diary, stage)
        begin_writing()
        record_brief_contacts(stage, diary, seed)
        gather_reports(stage, diary, told)
        db.session.commit()
        write_private(config.instance / CODES, [vars(code) for code in codes])
        return codes


def is_demo(folder: Path) -> bool:
    """Whether the members of this office are those of a demo office."""
    emails = {account.email for account in read_accounts(folder)}
    members = db.session.scalars(select(Member.email).where(Member.email.in_(emails)))
    return bool(emails) and set(members) == emails


def refuse_unless_empty_demo(config: Config) -> None:
    """Raise `CannotStart` unless the office is new, or a demo office without cases."""
    if db.session.scalar(select(Case.uuid).limit(1)):
        raise CannotStart(
            f"The office in {config.instance} has cases already: demo cases go into a new office,"
            " in another folder named in INTAKE_INSTANCE."
        )
    installation = db.session.get(Installation, 1)
    started = installation is not None and installation.setup_link_hash is not None
    used = started or db.session.scalar(select(Member.uuid).limit(1)) is not None
    if used and not is_demo(config.instance):
        raise CannotStart(
            f"The office in {config.instance} is not a demo office: demo cases go into a new one,"
            " in another folder named in INTAKE_INSTANCE."
        )


def check_settings(office: Office) -> None:
    """Raise `CannotStart` if the settings lack something that the invented situations need."""
    situations = read_texts().situations
    wanted = {
        "kinds": {situation.kind for situation in situations},
        "topics": {topic for situation in situations for topic in situation.topics},
        "municipalities": {s.municipality for s in situations if s.municipality},
        "outcomes": {situation.outcome for situation in situations},
        "closing_reasons": {situation.closing_reason for situation in situations},
        "service_levels": {situation.service_level for situation in situations},
        "spoken_languages": {situation.spoken for situation in situations},
    }
    for name, codes in wanted.items():
        if missing := codes - set(getattr(office, name)):
            raise CannotStart(
                f"The demo cases need the settings that come with the program: {name} lack"
                f" {', '.join(sorted(missing))}."
            )


def _plans(cases: int, open_cases: int, diary: Diary, seed: int) -> list[Plan]:
    texts = read_texts()
    plans = plans_for(cases, open_cases, texts, seed)
    settle_people(plans, diary.office, texts, seed)
    settle_times(plans, diary, seed)
    return sorted(plans, key=lambda plan: plan.received)


def _play(
    plans: list[Plan], diary: Diary, stage: Stage
) -> tuple[list[OpenCode], list[tuple[str, Scene]]]:
    """Play all histories at once, each step at its time.

    Returns the codes of open cases, and what each case that tells a situation is about.
    """
    codes: list[OpenCode] = []
    told: list[tuple[str, Scene]] = []
    steps = 0
    with click.progressbar(
        length=len(plans), label="Demo cases", file=sys.stderr, hidden=len(plans) <= QUICK
    ) as bar:
        begin_writing()
        for story, step in _in_order(plans, diary, stage):
            step.act(story.scene, step.at)
            if not story.plan.number:
                story.plan.number = story.scene.case.number
                bar.update(1)
                codes += _code(story)
                if story.plan.situation:
                    told.append((story.plan.situation.key, story.scene))
            steps += 1
            if steps % BATCH == 0:
                db.session.commit()
                begin_writing()
        db.session.commit()
    return codes, told


def _in_order(plans: list[Plan], diary: Diary, stage: Stage) -> Iterator[tuple[Story, Step]]:
    """All steps of all cases by time; a history is written when its case comes in."""
    coming: list[tuple[datetime, int, Step, Story]] = []

    def next_of(story: Story, turn: int) -> None:
        if step := next(story.steps, None):
            heappush(coming, (step.at, turn, step, story))

    for turn, plan in enumerate(plans):
        while coming and coming[0][0] <= plan.received:
            _, earlier, step, story = heappop(coming)
            yield story, step
            next_of(story, earlier)
        next_of(_story(plan, diary, stage), turn)
    while coming:
        _, earlier, step, story = heappop(coming)
        yield story, step
        next_of(story, earlier)


def _story(plan: Plan, diary: Diary, stage: Stage) -> Story:
    pen = Pen(plan, diary, stage.team, Random(plan.seed))
    (write_open if plan.fate.is_open else write_closed)(pen)
    return Story(plan, Scene(stage), iter(pen.steps))


def _code(story: Story) -> Iterator[OpenCode]:
    if story.scene.code:
        language = story.plan.situation.lang if story.plan.situation else ""
        yield OpenCode(story.plan.number, " ".join(shown(story.scene.code)), language)
