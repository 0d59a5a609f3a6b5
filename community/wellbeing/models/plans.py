"""What somebody wrote down for a hard hour, in their own words (L6.4)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import Moment, PublicId
from community.extensions import Model

PARTS = ("signs", "steps", "people", "helps", "reasons")
HELPS = "helps"
"""What others can do: a list that can be let be read by itself (L7.8)."""


class Plan(Model):
    """A member's plan: five lists in their order, each sealed as a whole, an item a line.

    `number` counts its versions, so that what was written on another device is not written over unseen.
    """

    __tablename__ = "plans"

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), unique=True)
    signs: Mapped[str] = mapped_column(sa.Text, default="")
    steps: Mapped[str] = mapped_column(sa.Text, default="")
    people: Mapped[str] = mapped_column(sa.Text, default="")
    helps: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    reasons: Mapped[str] = mapped_column(sa.Text, default="")
    number: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[Moment]

    def about(self, part: str) -> str:
        """What the sealed words of a part are bound to."""
        return f"plan:{self.id}:{part}"
