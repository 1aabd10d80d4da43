"""Text modules: sentences that are sent again and again, once in German and in other languages.

They stand in clear: they are the office's own words, written before there is a case, and hold
none of anybody. Which one was used is not stored: a message is sealed text like any other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.database import Base, Code, Moment, db
from intake.i18n import DEFAULT_LANGUAGE


class TextModule(Base):
    """A module: its title for the staff and its German text, which the others follow.

    `revision` counts the changes of the German text.
    """

    __tablename__ = "text_module"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(unique=True)
    german: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    offered: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))

    versions: Mapped[list["TextVersion"]] = relationship(
        order_by="TextVersion.language", back_populates="module", lazy="selectin"
    )

    @classmethod
    def everything(cls) -> Sequence[Self]:
        """All modules by title, those no longer offered last."""
        return db.session.scalars(select(cls).order_by(cls.offered.desc(), cls.title)).all()

    @classmethod
    def offered_ones(cls) -> Sequence[Self]:
        """The modules that may be used, by title."""
        return [module for module in cls.everything() if module.offered]

    @classmethod
    def titled(cls, title: str) -> Self | None:
        """The module with this title."""
        return db.session.scalars(select(cls).where(cls.title == title)).first()

    def version(self, language: str) -> "TextVersion | None":
        """The version in a language other than German."""
        return next((v for v in self.versions if v.language == language), None)

    def in_language(self, language: str) -> str | None:
        """The text in a language, German included; None if nobody has written it."""
        if language == DEFAULT_LANGUAGE:
            return self.german
        version = self.version(language)
        return version.text if version else None

    def write(
        self, title: str, german: str, offered: bool, member_uuid: UUID, now: datetime
    ) -> None:
        """Change the module. Another German text makes all other versions outdated."""
        if german != self.german:
            self.revision += 1
        self.title, self.german, self.offered = title, german, offered
        self.member_uuid, self.changed_at = member_uuid, now

    def translate(self, language: str, text: str, member_uuid: UUID, now: datetime) -> None:
        """Write the version in a language: it follows the German text as it is now."""
        version = self.version(language)
        if version is None:
            version = TextVersion(module_uuid=self.uuid, language=language)
            self.versions.append(version)
        version.text, version.follows = text, self.revision
        version.member_uuid, version.changed_at = member_uuid, now


class TextVersion(Base):
    """A module in one language. `follows` is the revision of the German text it was written for."""

    __tablename__ = "text_version"
    module_uuid: Mapped[UUID] = mapped_column(ForeignKey("text_module.uuid"), primary_key=True)
    language: Mapped[Code] = mapped_column(primary_key=True)
    text: Mapped[str]
    follows: Mapped[int]
    changed_at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))

    module: Mapped[TextModule] = relationship(back_populates="versions")

    @property
    def is_outdated(self) -> bool:
        """Whether the German text has changed since."""
        return self.follows < self.module.revision


def add_module(title: str, german: str, member_uuid: UUID, now: datetime) -> TextModule:
    """A new module, offered at once."""
    module = TextModule(
        uuid=uuid4(),
        title=title,
        german=german,
        revision=1,
        offered=True,
        changed_at=now,
        member_uuid=member_uuid,
    )
    db.session.add(module)
    return module
