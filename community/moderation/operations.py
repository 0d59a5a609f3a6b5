"""Acts of office on people. Standing, statement, journal and notice come in one unit; nothing is done unseen (L8.4)."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import BANNED, MUTED, REMOVED, Membership, Place, Standing
from community.groups.operations import end_membership
from community.groups.policies import is_self
from community.groups.queries import group_by_id, needs_moderator, person_for, staff_ready
from community.journal import record
from community.moderation import policies, queries
from community.moderation.broadcasts import statement_of
from community.moderation.forms import ActForm
from community.moderation.models import BAN, LIFT, MUTE, REMOVE, Act
from community.operations import operation, tell
from community.realtime import evict, parse_stream
from community.registry import Happening, registry

AN_EVENING = timedelta(hours=3)
"""How long a chair's mute lasts at most (L5.7)."""


@dataclass(frozen=True)
class Done:
    """An act of office, and what holds because of it."""

    act_id: int
    standing_id: int


@operation
def mute_person(
    member_id: int, membership_id: int, form: ActForm, stream: str | None = None
) -> Done:
    """Let somebody read, not write, until then: in the group, or in the one room whose stream is named.

    Whoever chairs a meeting may do it in its room, for at most three hours (L5.7). Raises NotFound, Forbidden.
    """
    place, person = _subject(member_id, membership_id, stream)
    if policies.can_mute(place, person, staff_ready(member_id)):
        return _act(place, person, form, MUTE, MUTED, stream)
    if not policies.can_quieten(place, person, _in_the_chair(place, stream)):
        raise _refusal(place, person)
    if form.until is None or form.until > now() + AN_EVENING:
        raise Forbidden(_("A chair mutes for this evening: three hours at most."))
    return _act(place, person, form, MUTE, MUTED, stream)


@operation
def remove_person(
    member_id: int, membership_id: int, form: ActForm, stream: str | None = None
) -> Done:
    """Keep somebody out of the group, or of one room, until then; their sockets leave at once.

    Raises NotFound, Forbidden.
    """
    place, person = _subject(member_id, membership_id, stream)
    if not policies.can_remove(place, person, staff_ready(member_id)):
        raise _refusal(place, person)
    done = _act(place, person, form, REMOVE, REMOVED, stream)
    if stream is not None:
        said = _statement(person, queries.standing_by_id(done.standing_id))
        evict(
            person.member_id, code="forbidden", message=said, stream_ids=[parse_stream(stream)[1]]
        )
    else:
        registry.happened(
            Happening.REMOVED,
            membership_id=person.id,
            group_id=person.group_id,
            member_id=person.member_id,
        )
    return done


@operation
def ban_person(member_id: int, membership_id: int, form: ActForm) -> Done:
    """Keep somebody out of the group for good. It ends the membership, also the last moderator's (L2.4).

    Raises NotFound, Forbidden.
    """
    place, person = _subject(member_id, membership_id)
    if not policies.can_ban(place, person, staff_ready(member_id)):
        raise _refusal(place, person)
    done = _act(place, person, form, BAN, BANNED)
    end_membership(member_id, person.id, Happening.BANNED)
    return done


@operation
def lift_standing(member_id: int, standing_id: int, form: ActForm) -> int:
    """End a mute, removal or ban before its time; whose membership it was. Raises NotFound, Forbidden, Conflict."""
    place, person, standing = queries.standing_for(member_id, standing_id)
    if not policies.can_lift(place, person, staff_ready(member_id)):
        raise _refusal(place, person)
    if not standing.holds(now()):
        raise Conflict(_("This has ended already."))
    standing.lifted_at = now()
    act = _written(place, person, form, LIFT, standing, "")
    subject = {"group": person.group_id, "standing": standing.id, "act": act.id}
    tell(person.member_id, "standing_lifted", subject)
    return person.id


def _in_the_chair(place: Place, stream: str | None) -> bool:
    if stream is None or place.membership is None:
        return False
    return registry.chair_of(parse_stream(stream)[1]) == place.membership.id


def _subject(
    member_id: int, membership_id: int, stream: str | None = None
) -> tuple[Place, Membership]:
    place, person = person_for(member_id, membership_id)
    if stream is not None and _group_of(member_id, stream) != person.group_id:
        raise NotFound
    return place, person


def _group_of(member_id: int, stream: str) -> int:
    """The group in which a stream is, as its own door tells it to this member. Raises NotFound."""
    kind, stream_id = parse_stream(stream)
    door = registry.doors.get(kind)
    mine = door.find(member_id, stream_id).membership_id if door else None
    membership = db.session.get(Membership, mine) if mine is not None else None
    if membership is None:
        raise NotFound
    return membership.group_id


def _act(
    place: Place, person: Membership, form: ActForm, act: str, kind: str, stream: str | None = None
) -> Done:
    standing = Standing(
        membership_id=person.id, scope=stream or place.group.scope, kind=kind, since=now(), until=form.until,
        author=_author(place).member_id, author_handle=_author(place).handle, reason=form.reason,
    )  # fmt: skip
    db.session.add(standing)
    db.session.flush()
    written = _written(place, person, form, act, standing, _statement(person, standing))
    subject = {"group": person.group_id, "standing": standing.id}
    tell(person.member_id, "standing_told", subject | ({"stream": stream} if stream else {}))
    if kind == MUTED or stream is not None:
        registry.happened(
            Happening.QUIETENED, membership_id=person.id, group_id=person.group_id,
            member_id=person.member_id, stream=stream,
        )  # fmt: skip
    return Done(written.id, standing.id)


def _written(
    place: Place, person: Membership, form: ActForm, kind: str, standing: Standing, statement: str
) -> Act:
    act = Act(
        group_id=person.group_id, membership_id=person.id, standing_id=standing.id, kind=kind,
        scope=standing.scope, author=_author(place).member_id, author_handle=_author(place).handle,
        reason=form.reason, statement=statement, at=now(), until=form.until,
    )  # fmt: skip
    db.session.add(act)
    db.session.flush()
    facts = {
        "act": act.id,
        "scope": act.scope,
        "until": act.until.isoformat() if act.until else None,
    }
    record(act.author, f"moderation:person:{kind}", f"membership:{person.id}", facts, form.reason)
    return act


def _author(place: Place) -> Membership:
    assert place.membership is not None
    return place.membership


def _statement(person: Membership, standing: Standing) -> str:
    with force_locale(person.member.locale):
        return statement_of(standing, group_by_id(person.group_id).name, person.member.zone)


def _refusal(place: Place, person: Membership) -> Forbidden:
    if is_self(place, person):
        return Forbidden(_("Nobody acts on themselves."))
    if place.membership is not None and place.membership.is_moderator and not person.is_current:
        return Forbidden(_("%(handle)s has left this group.", handle=person.handle))
    return needs_moderator(place)
