"""What an administrator set about how long data is kept, and when each class was last looked through."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment
from community.extensions import Model


class RetentionTime(Model):
    """After how many days a class of data goes, where that is not the class's own time."""

    __tablename__ = "retention_times"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    days: Mapped[int]
    since: Mapped[Moment]
    set_by: Mapped[int] = mapped_column(sa.BigInteger)


class RetentionRun(Model):
    """The last time a class was looked through. `uncleared_since`: what went then may still lie in the files."""

    __tablename__ = "retention_runs"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    began_at: Mapped[Moment]
    ended_at: Mapped[MaybeMoment]
    gone: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    uncleared_since: Mapped[MaybeMoment]
