"""What is kept about being told something, and the name of somebody in what others were told (L1.9)."""

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.models import Group, Membership
from community.members.handles import FORMER
from community.notices.models import (
    Choice,
    Delivery,
    Device,
    Hush,
    Letter,
    Mailbox,
    Manner,
    Notice,
)
from community.personal import Personal, Rows, walk
from community.registry import registry

PASSING = "it is a note of what is on its way, of which the notices themselves tell"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        _own(Notice, "notices", _l("What you were told"), _notices, erase=_forget_notices),
        _own(Choice, "notice_choices", _l("How you are reached"), _choices),
        _own(Hush, "notice_hushes", _l("Groups you hushed"), _hushes),
        _own(Manner, "notice_manners", _l("When you are reached"), _manners),
        _own(Mailbox, "mail_address", _l("Your mail address"), _mailboxes),
        _own(Device, "push_devices", _l("Devices you are reached on"), _devices),
        _own(Delivery, withheld=PASSING),
        _own(Letter, withheld=PASSING),
    )


def _own(table: Any, *more: Any, **also: Any) -> Personal:
    return Personal(table, ("member_id",), *more, **also)


def _notices(member_id: int) -> Rows:
    wanted = sa.select(Notice.kind, Notice.at, Notice.read_at).where(Notice.member_id == member_id)
    return walk(wanted, Notice.id)


def _choices(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), Choice.category, Choice.inbox, Choice.mail, Choice.push
    )
    mine = wanted.select_from(Choice).outerjoin(Group, Group.id == Choice.group_id)
    return walk(mine.where(Choice.member_id == member_id), Choice.group_id, Choice.category)


def _hushes(member_id: int) -> Rows:
    wanted = sa.select(Group.name.label("group"), Hush.since).join(Hush, Hush.group_id == Group.id)
    return walk(wanted.where(Hush.member_id == member_id), Hush.group_id)


def _manners(member_id: int) -> Rows:
    wanted = sa.select(Manner.quiet_from, Manner.quiet_until, Manner.mail_at)
    return walk(wanted.where(Manner.member_id == member_id), Manner.member_id)


def _mailboxes(member_id: int) -> Rows:
    wanted = sa.select(
        Mailbox.pending, Mailbox.asked_at, Mailbox.confirmed_at, Mailbox.off_at, Mailbox.bounced_at
    )
    return walk(wanted.where(Mailbox.member_id == member_id), Mailbox.member_id)


def _devices(member_id: int) -> Rows:
    wanted = sa.select(Device.label, Device.endpoint, Device.created_at)
    return walk(wanted.where(Device.member_id == member_id), Device.id)


def _forget_notices(member_id: int) -> None:
    """Their own notices go; in those of others their name does. It runs before the name itself is gone."""
    db.session.execute(sa.delete(Notice).where(Notice.member_id == member_id))
    mine = sa.select(Membership.group_id, Membership.handle).where(
        Membership.member_id == member_id
    )
    names = {(row.group_id, row.handle) for row in db.session.execute(mine)}
    handles = {handle for _group, handle in names} - {FORMER}
    told = sa.select(Notice).where(Notice.subject["who"].as_string().in_(handles))
    for notice in db.session.scalars(told) if handles else ():
        if (notice.subject.get("group"), notice.subject["who"]) in names:
            notice.subject = {**notice.subject, "who": FORMER}
    db.session.flush()
