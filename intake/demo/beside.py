"""What stands beside the histories of the demo cases: brief contacts, and gathered reports."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from random import Random

from intake.demo.acts import Scene, Stage
from intake.demo.diary import Diary
from intake.demo.texts import read_texts
from intake.models.brief_contact import BriefFacts, record_brief_contact
from intake.models.gathering import gather, is_gathered
from intake.models.office_key import Keyring
from intake.models.permissions import Permission

BRIEF, GATHERED = 6, 3
"""How many brief contacts there are on the last opening day, and reports of one challenge."""
CHANNELS = ("phone", "counter", "info_point")


def record_brief_contacts(stage: Stage, diary: Diary, seed: int) -> None:
    """Short questions that were answered on the last opening day."""
    rng, office, private = Random(f"{seed} brief contacts"), stage.office, stage.team.private
    ours = [m.code for m in office.municipalities.active if m.ours]
    advisers = [person for person in stage.team.advisers if not person.on_leave]
    moments = sorted(diary.at_work(diary.day(1), rng) for _ in range(BRIEF))
    for n, call in enumerate(rng.sample(read_texts().short_calls, BRIEF)):
        facts = BriefFacts(
            topic=call.topic,
            minutes=call.minutes,
            language="de",
            municipality=rng.choice(ours),
            channel=CHANNELS[n % len(CHANNELS)],
            note=call.note,
        )
        member = stage.team.member(advisers[n % len(advisers)])
        record_brief_contact(facts, Keyring({private.key_id: private}), member.uuid, moments[n])


def gather_reports(stage: Stage, diary: Diary, scenes: Iterable[tuple[str, Scene]]) -> None:
    """Gather the newest reports of that challenge which was reported most often, if any was twice.

    `scenes` come with the situation that they are about, in the order of their receipt.
    """
    found: dict[str, list[Scene]] = defaultdict(list)
    for situation, scene in scenes:
        if is_gathered(scene.case.kind, stage.office):
            found[situation].append(scene)
    several = max(found.values(), key=len, default=[])[-GATHERED:]
    now, by = diary.end - timedelta(minutes=1), stage.team.coordinator
    for other in several[1:]:
        first = several[0]
        actor = first.by(by, Permission.MARK, now)
        other.by(by, Permission.MARK, now)
        gather(first.case, first.keys, other.case, other.keys, actor, stage.office, now)
