"""Cases: what was reported, whom it names, and everything that office did about it. Words are kept sealed (L8.1)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

GROUP, LEADS, CONTACT = "group", "leads", "contact"
DESKS = (GROUP, LEADS, CONTACT)
URGENT, ORDINARY, LATER = 0, 1, 2
"""The order of the queue: danger first, what comes from a reputation of wrong reports last."""

CALLED = "leads_called_at IS NOT NULL"
"""Few cases are such; their index has no others."""

RESOLVED, REJECTED = "resolved", "rejected"
NAMED, REPORTER = "named", "reporter"
ANSWERED = "answered"
"""A line of a case that somebody concerned wrote."""


class Case(Model):
    """One thing that was reported, once or by many. Its state is derived from dated facts (L8.2)."""

    __tablename__ = "cases"
    __table_args__ = (
        sa.Index("ix_cases_queue", "desk", "group_id", "closed_at", "rank", "opened_at", "id"),
        sa.Index("ix_cases_about", "kind", "ref", "closed_at"),
        sa.Index(
            "ix_cases_called", "rank", "opened_at", "id",
            sqlite_where=sa.text(CALLED), postgresql_where=sa.text(CALLED),
        ),
        sa.CheckConstraint("desk IN ('group', 'leads', 'contact')", name="desk"),
    )  # fmt: skip

    id: Mapped[PublicId]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    desk: Mapped[str] = mapped_column(sa.String(8))
    rank: Mapped[int] = mapped_column(sa.SmallInteger, default=ORDINARY)
    kind: Mapped[str] = mapped_column(sa.String(20))
    ref: Mapped[str] = mapped_column(sa.String(60))
    title: Mapped[str] = mapped_column(sa.String(200))
    reason: Mapped[str] = mapped_column(sa.String(20))
    about_member: Mapped[int | None] = mapped_column(sa.BigInteger)
    about_membership: Mapped[int | None] = mapped_column(sa.BigInteger)
    sent_at: Mapped[MaybeMoment]
    private: Mapped[bool] = mapped_column(default=False)
    reports: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[Moment]
    claimed_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    claimed_at: Mapped[MaybeMoment]
    waiting_since: Mapped[MaybeMoment]
    closed_at: Mapped[MaybeMoment]
    closed_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    outcome: Mapped[str | None] = mapped_column(sa.String(10))
    leads_called_at: Mapped[MaybeMoment]
    """Somebody may be in danger and no moderator of the group was on duty: from then on it is the leads' case too."""

    @property
    def state(self) -> str:
        """open, claimed, waiting, resolved or rejected."""
        if self.closed_at is not None:
            return str(self.outcome)
        if self.waiting_since is not None:
            return "waiting"
        return "claimed" if self.claimed_at is not None else "open"


class CaseName(Model):
    """Whom a case names, or who reported it: for neither it exists among the cases (L8.3, L8.4)."""

    __tablename__ = "case_names"
    __table_args__ = (
        sa.Index("ix_case_names_member", "member_id", "case_id"),
        {"sqlite_with_rowid": False},
    )

    case_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    role: Mapped[str] = mapped_column(sa.String(10))


class Report(Model):
    """What one member reported, and what they were told in the end; without a member it came from outside."""

    __tablename__ = "reports"
    __table_args__ = (
        sa.Index("ix_reports_reporter", "member_id", "at"),
        sa.UniqueConstraint("member_id", "key"),
    )

    id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"))
    key: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.String(20))
    sealed: Mapped[str] = mapped_column(sa.Text)
    evidence_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    at: Mapped[Moment]
    upheld: Mapped[bool | None]


class CaseEntry(Model):
    """A line of a case's history: an act of office, a note, or a word in the thread with a person concerned."""

    __tablename__ = "case_entries"
    __table_args__ = (sa.Index("ix_case_entries_case", "case_id", "at"),)

    id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"))
    thread_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_threads.id"), index=True)
    at: Mapped[Moment]
    author: Mapped[int] = mapped_column(sa.BigInteger)
    handle: Mapped[str] = mapped_column(sa.String(40), default="")
    kind: Mapped[str] = mapped_column(sa.String(20))
    sealed: Mapped[str] = mapped_column(sa.Text, default="")
    act_id: Mapped[int | None] = mapped_column(sa.BigInteger)


class CaseThread(Model):
    """The conversation between office and one person concerned. Its id says nothing of the case."""

    __tablename__ = "case_threads"
    __table_args__ = (sa.UniqueConstraint("case_id", "member_id"),)

    id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    begun_at: Mapped[Moment]
