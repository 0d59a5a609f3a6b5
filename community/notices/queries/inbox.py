"""Reads of the inbox, always the member's own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Group
from community.notices.models import Notice
from community.registry import registry

A_PAGE = 30
UNREAD = sa.select(sa.func.count()).where(
    Notice.member_id == sa.bindparam("member_id"), Notice.read_at.is_(None)
)


@dataclass(frozen=True)
class Item:
    """A notice in words."""

    id: int
    kind: str
    sentence: str
    address: str
    group: str
    at: datetime
    read_at: datetime | None


def inbox_of(member_id: int, zone: str, page: int = 1) -> list[Item]:
    """A page of what the member was told, the newest first, with times in that zone."""
    mine = (
        sa.select(Notice).where(Notice.member_id == member_id).order_by(Notice.at.desc(), Notice.id)
    )
    found = list(db.session.scalars(mine.limit(A_PAGE).offset((page - 1) * A_PAGE)))
    groups = _names_of({notice.subject["group"] for notice in found if "group" in notice.subject})
    return [_item(notice, zone, groups) for notice in found if notice.kind in registry.notice_kinds]


def has_older(member_id: int, page: int) -> bool:
    """Whether there is a page after that one."""
    mine = sa.select(Notice.id).where(Notice.member_id == member_id)
    return db.session.scalar(mine.limit(1).offset(page * A_PAGE)) is not None


def count_unread(member_id: int) -> int:
    """How many notices the member has not read."""
    return db.session.scalar(UNREAD, {"member_id": member_id}) or 0


def unread_of(member_ids: Collection[int]) -> list[Notice]:
    """Everything that these members have not read."""
    rows = sa.select(Notice).where(Notice.member_id.in_(member_ids), Notice.read_at.is_(None))
    return list(db.session.scalars(rows))


def unread_about(member_ids: Collection[int], stream: str) -> set[int]:
    """Of these members those who have an unread notice about that stream."""
    found = unread_of(member_ids)
    return {notice.member_id for notice in found if notice.subject.get("stream") == stream}


def is_unread(member_id: int, kind: str, stream: str) -> bool:
    """Whether the member has an unread notice of that kind about that stream: then another would say nothing new."""
    mine = sa.select(Notice.subject).where(
        Notice.member_id == member_id, Notice.read_at.is_(None), Notice.kind == kind
    )
    return any(subject.get("stream") == stream for subject in db.session.scalars(mine))


@dataclass(frozen=True)
class Held:
    """How many unread notices were, or are, kept quiet until a moment."""

    number: int
    until: datetime


def held_for(member_id: int) -> Held | None:
    """What quiet hours have kept from ringing and is not read yet: the latest such hours only."""
    unread = (
        Notice.member_id == member_id,
        Notice.read_at.is_(None),
        Notice.held_until.is_not(None),
    )
    counted = sa.select(Notice.held_until, sa.func.count().label("number")).where(*unread)
    latest = counted.group_by(Notice.held_until).order_by(Notice.held_until.desc()).limit(1)
    row = db.session.execute(latest).first()
    return Held(row.number, row.held_until) if row and row.held_until else None


def in_words(kind: str, subject: Mapping[str, Any], zone: str, reader: int = 0) -> tuple[str, str]:
    """The sentence of a notice for a reader in that time zone, and the address it leads to.

    `subject["reader"]` lets a feature look whether they may still know how something is called; nobody may by default.
    """
    return registry.notice_kinds[kind]({**subject, "zone": zone, "reader": reader})


def _item(notice: Notice, zone: str, groups: Mapping[int, str]) -> Item:
    sentence, address = in_words(notice.kind, notice.subject, zone, notice.member_id)
    group = groups.get(notice.subject.get("group", 0), "")
    return Item(notice.id, notice.kind, sentence, address, group, notice.at, notice.read_at)


def _names_of(group_ids: Iterable[int]) -> dict[int, str]:
    found = db.session.execute(sa.select(Group.id, Group.name).where(Group.id.in_(list(group_ids))))
    return {row.id: row.name for row in found}
