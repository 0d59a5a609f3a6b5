"""Reading notices, and letting go of them."""

from collections.abc import Collection, Mapping
from datetime import timedelta

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.notices import broadcasts, policies, queries
from community.notices.models import Notice
from community.operations import operation
from community.registry import registry

KEPT = timedelta(days=90)
"""How long a notice stays, read or not (L12.3)."""

LETTERS_KEPT = timedelta(days=7)
"""How long it is known that a letter went out, and when."""


@operation
def read_notices(member_id: int) -> None:
    """Mark everything in the member's inbox as read. Doing it again changes nothing."""
    unread = sa.update(Notice).where(Notice.member_id == member_id, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=now()))
    broadcasts.notices_read(member_id)


def follow_lines(group_id: int, source: str, target: str, names: Mapping[int, int]) -> None:
    """Inside the unit that moved lines of a group: what told of them, by their old seqs, tells of where they are now.

    So it is read with them; what is about their old place alone stays where it was.
    """
    people = sa.select(Membership.member_id).where(
        Membership.group_id == group_id, Membership.left_at.is_(None)
    )
    told = sa.select(Notice).where(
        Notice.member_id.in_(people),
        Notice.read_at.is_(None),
        Notice.subject["stream"].as_string() == source,
    )
    for notice in db.session.scalars(told):
        seq = names.get(notice.subject.get("seq", 0))
        if seq is not None:
            notice.subject = {**notice.subject, "stream": target, "seq": seq}
    db.session.flush()


@operation
def read_about(where: Mapping[str, Collection[int]]) -> None:
    """By stream those who have read it to the end: what told them that something is there has done its work.

    What office tells stays unread until it is read itself.
    """
    for stream, member_ids in where.items():
        told = [
            notice
            for notice in queries.unread_of(member_ids)
            if notice.subject.get("stream") == stream
            and registry.notice_concerns.get(notice.kind) != policies.OFFICE
        ]
        for notice in told:
            notice.read_at = now()
        db.session.flush()
        for member_id in {notice.member_id for notice in told}:
            broadcasts.notices_read(member_id, queries.count_unread(member_id))
