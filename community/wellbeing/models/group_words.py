"""How a group says some sentences in its own words."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import Moment
from community.extensions import Model


class GroupWords(Model):
    """One sentence of one group; where `words` are empty again, the house's own hold.

    `number` counts how often it was changed, so that what another moderator wrote is not written over unseen.
    """

    __tablename__ = "group_words"

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(24), primary_key=True)
    words: Mapped[str] = mapped_column(sa.String(300))
    number: Mapped[int] = mapped_column(default=0)
    changed_by: Mapped[int] = mapped_column(sa.BigInteger)
    changed_at: Mapped[Moment]
