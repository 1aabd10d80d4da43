"""The text modules of the demo office."""

import tomllib
from datetime import datetime
from pathlib import Path
from uuid import UUID

from intake.database import db
from intake.models.text_module import TextModule, add_module

FILE = Path(__file__).parent / "text_modules.toml"
SHORTENED = "Brief mitbringen"


def write_modules(member_uuid: UUID, at: datetime) -> None:
    """Write the modules, once; one German text is changed afterwards: its version is outdated."""
    for words in tomllib.loads(FILE.read_text("utf-8"))["module"]:
        if TextModule.titled(words["title"]):
            continue
        module = add_module(words.pop("title"), words.pop("german"), member_uuid, at)
        db.session.flush()
        for language, text in words.items():
            module.translate(language, text, member_uuid, at)
        if module.title == SHORTENED:
            first = module.german.partition(" Bitte")[0] + " Bitte bringen Sie ihn mit."
            module.write(module.title, first, True, member_uuid, at)
