"""A group's way of meeting, kept as data: a change makes a new version, with author and date (L5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

KINDS = ("opening", "chips", "topic", "check-in", "sharing", "business", "closing")
EVERYONE, CHAIR, FLOOR, NOBODY = "everyone", "chair", "floor", "nobody"
POSTING = (EVERYONE, CHAIR, FLOOR, NOBODY)


@dataclass(frozen=True)
class Reading:
    """Words that are read out as they stand."""

    title: str
    body: str


@dataclass(frozen=True)
class Phase:
    """One part of a meeting. `minutes` is how long it is meant to take, `share_seconds` how long one share is.

    `posting` says who may write in it: everyone, chair, nobody, or floor (one at a time, called from the queue).
    """

    kind: str
    title: str
    minutes: int
    posting: str
    cross_talk: bool = False
    share_seconds: int = 0
    readings: tuple[Reading, ...] = field(default=())

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Phase":
        """As kept in a version."""
        readings = tuple(Reading(**reading) for reading in said.get("readings", ()))
        return cls(**{**said, "readings": readings})


class Format(Model):
    """A format of a group. `shipped` names the one it was taken from, if any."""

    __tablename__ = "formats"

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    shipped: Mapped[str] = mapped_column(sa.String(40), default="")
    created_at: Mapped[Moment]
    archived_at: Mapped[MaybeMoment]


class FormatVersion(Model):
    """What a format says from then on. A sitting keeps the version it opened with. `author_id` is a membership."""

    __tablename__ = "format_versions"
    __table_args__ = (sa.UniqueConstraint("format_id", "number"),)

    id: Mapped[PublicId]
    format_id: Mapped[int] = mapped_column(sa.ForeignKey("formats.id"))
    number: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"))
    at: Mapped[Moment]
    welcome: Mapped[str] = mapped_column(sa.Text, default="")
    etiquette: Mapped[str] = mapped_column(sa.Text, default="")
    phases: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)

    @property
    def parts(self) -> list[Phase]:
        """Its phases in order."""
        return [Phase.from_json(said) for said in self.phases]
