"""Delivering a notice into the inbox, and gathering what is due to go out into one letter."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale

from community.clock import now
from community.extensions import db
from community.groups.queries import is_out_of_reach
from community.jobs import schedule
from community.members.models import Member
from community.notices import broadcasts, policies, queries, timing
from community.notices.models import LIVE, MAIL, PUSH, Delivery, Letter, Notice
from community.operations import operation
from community.registry import registry


@operation
def deliver(member_id: int, kind: str, subject: dict[str, Any], by: int | None = None) -> None:
    """Put a notice into the member's inbox, and onto their way out of the house as they chose.

    `by` is whose act it tells of: nothing of somebody the member has blocked arrives (L1.8). What office does
    has no `by` and always arrives. In quiet hours only the inbox has it (L9.2).
    """
    if by is not None and is_out_of_reach(member_id, by):
        return
    category = registry.notice_concerns.get(kind, policies.OFFICE)
    ways = queries.ways_for(member_id, subject.get("group", queries.ANY_GROUP), category)
    if not ways.inbox:
        return
    reader = db.session.get_one(Member, member_id)
    if reader.stands_in_since is not None:
        return  # nobody reads it
    urgent = kind in registry.breaks_through
    held = None if urgent else timing.quiet_end(queries.calm_of(member_id), reader.zone, now())
    notice = Notice(member_id=member_id, kind=kind, subject=subject, at=now(), held_until=held)
    db.session.add(notice)
    db.session.flush()
    # whoever is in a room while office acts on them there must see it at once, whatever the hour (L4.7)
    if held is None or (category == policies.OFFICE and "stream" in subject):
        broadcasts.notice(notice, reader)
    else:
        _put_off(notice, LIVE, held)
    _send_out(notice, reader, ways, urgent)


@operation
def gather(member_id: int, way: str) -> None:
    """Turn what is due for the member by that way into one letter, or one signal. A job's work, harmless twice.

    What was read meanwhile needs no letter; where quiet hours have begun meanwhile, all of it waits for their end.
    """
    due = [each for each in queries.waiting_for(member_id, way) if each.due_at <= now()]
    unread = _unread(due)
    reader = db.session.get(Member, member_id)
    if unread and reader is not None:
        later = _not_before(reader, way, unread)
        if later > now():
            _put_off_again(due, way, later)
            return
    for each in due:
        each.gathered_at = now()
    if unread and reader is not None:
        _write(reader, way, unread)


def write_letter(member_id: int, way: str, device_id: int | None = None) -> None:
    """Queue a letter, unless one that nobody has begun to send says the same already."""
    queued = queries.open_letters(member_id, way)
    if any(each.started_at is None and each.device_id == device_id for each in queued):
        return
    letter = Letter(member_id=member_id, way=way, device_id=device_id, created_at=now())
    db.session.add(letter)
    db.session.flush()
    schedule("notices:send", f"send:{letter.id}", {"letter": letter.id, "way": way})


def plan_anew(member_id: int) -> None:
    """After the member changed their hours: what waits is due by the new ones, within the unit under way."""
    reader, calm = db.session.get_one(Member, member_id), queries.calm_of(member_id)
    for way in (LIVE, MAIL, PUSH):
        waiting = [each for each in queries.waiting_for(member_id, way) if not each.urgent]
        if waiting:
            last = queries.last_mail_at(member_id)
            _put_off_again(waiting, way, timing.first_due(way, calm, reader.zone, last, now()))


def _send_out(notice: Notice, reader: Member, ways: policies.Ways, urgent: bool) -> None:
    calm = queries.calm_of(reader.id)
    if ways.mail and policies.can_mail(reader, queries.mailbox_of(reader.id), now()):
        last = queries.last_mail_at(reader.id)
        due = timing.first_due(MAIL, calm, reader.zone, last, now())
        _put_off(notice, MAIL, now() if urgent else due, urgent)
    on = ways.push and queries.outreach().push_since is not None
    if policies.can_push(reader, on, now()) and queries.devices_of(reader.id):
        due = timing.first_due(PUSH, calm, reader.zone, None, now())
        _put_off(notice, PUSH, now() if urgent else due, urgent)


def _put_off(notice: Notice, way: str, due: datetime, urgent: bool = False) -> None:
    row = Delivery(
        notice_id=notice.id, member_id=notice.member_id, way=way, urgent=urgent, due_at=due
    )
    db.session.add(row)
    db.session.flush()
    schedule("notices:gather", f"gather:{row.id}", {"member": row.member_id, "way": way}, due)


def _put_off_again(waiting: list[Delivery], way: str, due: datetime) -> None:
    for each in waiting:
        each.due_at = due
    first = waiting[0]
    key = f"gather:{first.id}:{due.isoformat()}:{now().isoformat()}"
    schedule("notices:gather", key, {"member": first.member_id, "way": way}, due)


def _not_before(reader: Member, way: str, waiting: list[Delivery]) -> datetime:
    if any(each.urgent for each in waiting):
        return now()
    last = queries.last_mail_at(reader.id) if way == MAIL else None
    return timing.ready_at(way, queries.calm_of(reader.id), reader.zone, last, now())


def _unread(waiting: list[Delivery]) -> list[Delivery]:
    ids = [each.notice_id for each in waiting]
    chosen = sa.select(Notice.id).where(Notice.id.in_(ids), Notice.read_at.is_(None))
    unread = set(db.session.scalars(chosen))
    return [each for each in waiting if each.notice_id in unread]


def _write(reader: Member, way: str, due: list[Delivery]) -> None:
    if way == LIVE:
        with force_locale(reader.locale):
            broadcasts.held(reader, len(due), max(each.due_at for each in due))
    elif way == MAIL and policies.can_mail(reader, queries.mailbox_of(reader.id), now()):
        write_letter(reader.id, MAIL)
    elif way == PUSH and policies.can_push(reader, bool(queries.outreach().push_since), now()):
        for device in queries.devices_of(reader.id):
            write_letter(reader.id, PUSH, device.id)
