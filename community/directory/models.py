"""Entries of the directory, and what holds for the list they stand in."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Group

HOTLINE, CLINIC, COUNSELLING, HOUSING = "hotline", "clinic", "counselling", "housing"
TELEHEALTH, MEDICATION, LITERATURE = "telehealth", "medication", "literature"
KINDS = (HOTLINE, CLINIC, COUNSELLING, HOUSING, TELEHEALTH, MEDICATION, LITERATURE)

FRESH = timedelta(days=90)
"""How long a check counts (L11.1)."""

SITE = "site"
"""The scope of the site's own list."""

WAITING, LISTED, REFUSED, RETIRED = "waiting", "listed", "refused", "retired"
_KINDS = ", ".join(f"'{kind}'" for kind in KINDS)


class Listing(Model):
    """A place, a line or a text that helps. It belongs to the site, or to one group.

    `owner_id` looks after it. `verified_on` is when somebody last made sure that it is right; empty where nobody has
    yet. `search_words` is what a search reads. What came out of a file has the fingerprint it came as, so that it comes
    once, and waits in a `batch` with all of its region. What state it is in follows from its dates.
    """

    __tablename__ = "directory_entries"
    __table_args__ = (
        sa.CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        sa.Index("ix_directory_entries_list", "group_id", "accepted", "retired_at"),
    )

    id: Mapped[PublicId]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    kind: Mapped[str] = mapped_column(sa.String(12))
    name: Mapped[str] = mapped_column(sa.String(120))
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    area: Mapped[str] = mapped_column(sa.String(120), default="")
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    web: Mapped[str] = mapped_column(sa.String(300), default="")
    languages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    cost: Mapped[str] = mapped_column(sa.String(120), default="")
    about: Mapped[str] = mapped_column(sa.Text, default="")
    search_words: Mapped[str] = mapped_column(sa.Text, default="")
    came_as: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    batch: Mapped[str] = mapped_column(sa.String(40), default="")
    suggested_by: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    suggested_at: Mapped[Moment]
    accepted: Mapped[bool | None]
    decided_at: Mapped[MaybeMoment]
    decided_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    answer: Mapped[str] = mapped_column(sa.String(400), default="")
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    verified_on: Mapped[MaybeMoment]
    verified_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    stale_told_at: Mapped[MaybeMoment]
    retired_at: Mapped[MaybeMoment]
    retired_by: Mapped[int | None] = mapped_column(sa.BigInteger)

    group: Mapped[Group | None] = relationship(lazy="joined")

    @property
    def scope(self) -> str:
        """The list it belongs to."""
        return SITE if self.group_id is None else f"group:{self.group_id}"

    @property
    def address_here(self) -> str:
        """Its own page."""
        return f"/directory/{self.id}"

    @property
    def list_address(self) -> str:
        """The list's page."""
        return "/directory" if self.group is None else f"/groups/{self.group.slug}/directory"

    @property
    def state(self) -> str:
        """Waiting, listed, refused or retired."""
        if self.decided_at is None:
            return WAITING
        if not self.accepted:
            return REFUSED
        return LISTED if self.retired_at is None else RETIRED

    def is_stale(self, moment: datetime) -> bool:
        """Whether nobody made sure within the last 90 days that it is right."""
        return self.verified_on is None or moment - self.verified_on >= FRESH


class ListingChoice(Model):
    """What holds for one list: whether strangers may read it, and when its keepers were last reminded.

    Only the site's list is ever open to strangers.
    """

    __tablename__ = "directory_lists"

    scope: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    for_members_only: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[MaybeMoment]
