"""A written procedure that was begun, and who did and confirmed each of its steps (L8.9)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model


class Procedure(Model):
    """A procedure under way, or closed. `about` holds ids, as `membership:12`: whoever they name does not see it.

    `handed_to` is a second person whom a lead asked to confirm.
    """

    __tablename__ = "procedures"

    id: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(sa.String(12))
    about: Mapped[list[str]] = mapped_column(sa.JSON)
    opened_by: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    opened_at: Mapped[Moment]
    handed_to: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"))
    handed_at: Mapped[MaybeMoment]
    closed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"))
    closed_at: Mapped[MaybeMoment]

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.closed_at is None


class ProcedureStep(Model):
    """A step that somebody did; it counts once another has confirmed it. Its words are sealed.

    `skipped`: it was not needed, and the words say why.
    """

    __tablename__ = "procedure_steps"
    __table_args__ = (sa.UniqueConstraint("procedure_id", "step"),)

    id: Mapped[PublicId]
    procedure_id: Mapped[int] = mapped_column(sa.ForeignKey("procedures.id"))
    step: Mapped[str] = mapped_column(sa.String(20))
    skipped: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    done_by: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    done_at: Mapped[Moment]
    confirmed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"))
    confirmed_at: Mapped[MaybeMoment]

    @property
    def counts(self) -> bool:
        """Whether a second person has confirmed it."""
        return self.confirmed_at is not None
