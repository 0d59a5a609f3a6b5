"""Programmes of a group: its own copies, with every version that was published (L7.9)."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Group

MOST = 20
"""Programmes of a group that are not retired."""


class Programme(Model):
    """A programme as the group's moderators work on it. `edition` counts the changes of the draft.

    `version` is the newest that was published, 0 before; `proposes`: its newest version lets moderators propose
    mentors (L7.5).
    """

    __tablename__ = "mentor_programmes"
    __table_args__ = (sa.Index("ix_mentor_programmes_group", "group_id"),)

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    template: Mapped[str] = mapped_column(sa.String(20), default="")
    """What it was copied from; empty where the group wrote it."""

    draft: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    edition: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[int] = mapped_column(sa.BigInteger)
    edited_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=0)
    proposes: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Moment]
    retired_at: Mapped[MaybeMoment]

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_offered(self) -> bool:
        """Whether two can take it up now."""
        return self.version > 0 and self.retired_at is None


class ProgrammeVersion(Model):
    """A version as it was published. It stays as it is: two who began with it keep it."""

    __tablename__ = "mentor_programme_versions"
    __table_args__ = (sa.UniqueConstraint("programme_id", "number"),)

    id: Mapped[PublicId]
    programme_id: Mapped[int] = mapped_column(sa.ForeignKey("mentor_programmes.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    published_by: Mapped[int] = mapped_column(sa.BigInteger)
    published_at: Mapped[Moment]

    programme: Mapped[Programme] = relationship(lazy="joined", innerjoin=True)
