"""What mentoring keeps about people: their own side of it, never the other's (L1.9)."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.groups.models import Group, Membership
from community.groups.personal import OTHERS, by, of
from community.mentoring.models import Ask, Mentor, Mentorship, Step, Vouch
from community.personal import Personal, Row, Rows, walk
from community.registry import registry

TOGETHER = "it is the other’s as well, and tells no name"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(*_mentors(), *_asks(), *_mentorships())


def _mentors() -> Iterator[Personal]:
    yield Personal(
        Mentor, ("membership_id",), "mentoring", _l("Where you mentored, or wanted to"), _mentoring,
        mine=by(Mentor.membership_id),
    )  # fmt: skip
    yield Personal(
        Mentor, ("approved_by",), withheld=OTHERS, stays="who approved a mentor is on record, without a name",
        mine=lambda member_id: Mentor.approved_by == member_id,
    )  # fmt: skip
    yield Personal(
        Vouch, ("membership_id",), "vouches", _l("For whom you were asked to speak"), _vouches,
        mine=by(Vouch.membership_id),
    )  # fmt: skip


def _asks() -> Iterator[Personal]:
    yield Personal(
        Ask,
        ("mentee_id",),
        "mentor_asks",
        _l("Your asks for a mentor"),
        _asked,
        mine=by(Ask.mentee_id),
    )
    yield Personal(
        Ask, ("mentor_id",), withheld="it is what somebody else asked, in their words",
        stays="it is the asker’s, who learns nothing of it", mine=by(Ask.mentor_id),
    )  # fmt: skip


def _mentorships() -> Iterator[Personal]:
    yield Personal(
        Mentorship, ("mentee_id", "mentor_id"), "mentorships", _l("With a mentor, or as one"), _walked,
        stays=TOGETHER, mine=_of_mine,
    )  # fmt: skip
    yield Personal(
        Step,
        ("author",),
        "mentorship_steps",
        _l("What you did in a mentorship"),
        _steps,
        stays=TOGETHER,
    )


def _of_mine(member_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(of(Mentorship.mentee_id, member_id), of(Mentorship.mentor_id, member_id))


def _mentoring(member_id: int) -> Rows:
    wanted = sa.select(
        Mentor.id, Group.name.label("group"), Mentor.applied_at, Mentor.statement, Mentor.agreed_version,
        Mentor.quiz_passed_at, Mentor.approved_at, Mentor.renewed_until, Mentor.ended_at, Mentor.cap, Mentor.paused_at,
        Mentor.available,
    )  # fmt: skip
    mine = wanted.join(Membership, Membership.group_id == Group.id)
    mine = mine.join(Mentor, Mentor.membership_id == Membership.id)
    for rows in walk(mine.where(Membership.member_id == member_id), Mentor.id):
        yield [_opened(dict(row), "statement", "mentor") for row in rows]


def _vouches(member_id: int) -> Rows:
    wanted = sa.select(Vouch.asked_at, Vouch.given_at, Vouch.declined_at)
    return walk(wanted.where(of(Vouch.membership_id, member_id)), Vouch.id)


def _asked(member_id: int) -> Rows:
    for rows in walk(sa.select(Ask.id).where(of(Ask.mentee_id, member_id)), Ask.id):
        yield [_told(db.session.get_one(Ask, row["id"])) for row in rows]


def _told(ask: Ask) -> Row:
    """As its asker knows it, and nothing that the mentor did besides accepting (L7.5)."""
    return {
        "group": ask.mentor.group.name, "asked_at": ask.asked_at, "closes_at": ask.closes_at, "state": ask.told(now()),
        "words": vault.read(ask.words, ask.about),
    }  # fmt: skip


def _walked(member_id: int) -> Rows:
    role = sa.case((of(Mentorship.mentor_id, member_id), "mentor"), else_="mentee").label("as")
    wanted = sa.select(
        Group.name.label("group"), role, Mentorship.began_at, Mentorship.state, Mentorship.since, Mentorship.ended_at
    )  # fmt: skip
    mine = wanted.join(Mentorship, Mentorship.group_id == Group.id).where(_of_mine(member_id))
    return walk(mine, Mentorship.id)


def _steps(member_id: int) -> Rows:
    wanted = sa.select(Step.mentorship_id, Step.kind, Step.at)
    return walk(wanted.where(Step.author == member_id, Step.author != SYSTEM), Step.id)


def _opened(row: dict[str, object], words: str, about: str) -> Row:
    number = row.pop("id")
    row[words] = vault.read(str(row[words]), f"{about}:{number}")
    return row
