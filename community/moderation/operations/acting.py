"""What an act of office does, whichever door it came through: standing, statement, record and notice in one unit.

Whoever calls has asked the law. Nothing is done unseen (L8.4).
"""

from dataclasses import dataclass

from flask_babel import force_locale

from community import vault
from community.clock import now
from community.extensions import db
from community.groups.models import BANNED, MUTED, REMOVED, Membership, Standing
from community.groups.operations import end_membership
from community.groups.queries import group_by_id
from community.journal import record
from community.members.models import Member
from community.members.operations import ban_from_site, suspend_from_site
from community.moderation.broadcasts import statement_of, told_of
from community.moderation.forms import ActForm
from community.moderation.models import BAN, EXPEL, MUTE, REMOVE, SUSPEND, WORDS, Act
from community.operations import tell
from community.realtime import evict, parse_stream
from community.registry import Happening, Reported, registry


@dataclass(frozen=True)
class Author:
    """Who acts, and the name under which the person concerned hears of it."""

    member_id: int
    handle: str


@dataclass(frozen=True)
class Done:
    """An act of office, and what holds because of it."""

    act_id: int
    standing_id: int | None


def author_of(membership: Membership) -> Author:
    """Somebody who acts under their name in the group."""
    return Author(membership.member_id, membership.handle)


def mute(author: Author, person: Membership, form: ActForm, stream: str | None = None) -> Done:
    """Let somebody read, not write: in the group, or in one room."""
    done = _stand(author, person, form, MUTE, MUTED, stream)
    _quieten(person, stream)
    return done


def remove(author: Author, person: Membership, form: ActForm, stream: str | None = None) -> Done:
    """Keep somebody out of the group or of one room for a while; their sockets leave at once."""
    done = _stand(author, person, form, REMOVE, REMOVED, stream)
    if stream is not None:
        _quieten(person, stream)
        said = db.session.get_one(Act, done.act_id).statement
        leaves = [parse_stream(stream)[1]]
        evict(person.member_id, code="forbidden", message=said, stream_ids=leaves)
    else:
        registry.happened(
            Happening.REMOVED, membership_id=person.id, group_id=person.group_id, member_id=person.member_id
        )  # fmt: skip
    return done


def ban(author: Author, person: Membership, form: ActForm) -> Done:
    """Keep somebody out of the group for good. It ends the membership, also the last moderator's (L2.4)."""
    done = _stand(author, person, form, BAN, BANNED, None)
    end_membership(author.member_id, person.id, Happening.BANNED)
    return done


def say(author: Author, person: Membership, form: ActForm, kind: str) -> Done:
    """Write to somebody as office: a note or a warning. Nothing else changes for them."""
    act = write_act(author, person, form, kind, scope=f"group:{person.group_id}")
    act.statement = _told(act, person)
    tell(person.member_id, "act_told", {"act": act.id})
    return Done(act.id, None)


def take_words(author: Author, person: Membership, form: ActForm, what: Reported) -> Done:
    """Take somebody's words away; the sealed copy stays for as long as an appeal may bring them back."""
    words = next((line.words for line in what.lines if what.ref.endswith(f"/{line.seq}")), "")
    act = write_act(author, person, form, WORDS, scope=what.ref)
    act.kept = vault.seal(words, f"act:{act.id}") if words else ""
    act.statement = _told(act, person)
    tell(person.member_id, "act_told", {"act": act.id})
    return Done(act.id, None)


def suspend(author: Author, member: Member, form: ActForm) -> Done:
    """Keep somebody out of the whole site: until then, or for good."""
    kind = SUSPEND if form.until is not None else EXPEL
    act = write_act(author, member, form, kind, scope="site")
    act.statement = _told(act, member)
    tell(member.id, "act_told", {"act": act.id})
    if form.until is not None:
        suspend_from_site(author.member_id, member.id, form.until, form.reason)
    else:
        ban_from_site(author.member_id, member.id, form.reason)
    return Done(act.id, None)


def write_act(
    author: Author, person: Membership | Member, form: ActForm, kind: str, scope: str,
    standing: Standing | None = None, statement: str = "",
) -> Act:  # fmt: skip
    """The row of an act, and its place in the journal."""
    membership = person if isinstance(person, Membership) else None
    act = Act(
        group_id=membership.group_id if membership else None, membership_id=membership.id if membership else None,
        member_id=membership.member_id if membership else person.id, standing_id=standing.id if standing else None,
        case_id=form.case_id, kind=kind, scope=scope, author=author.member_id, author_handle=author.handle,
        reason=form.reason, statement=statement, ground=form.ground, category=form.category,
        content_date=form.content_date, at=now(), until=form.until,
    )  # fmt: skip
    db.session.add(act)
    db.session.flush()
    facts = {"act": act.id, "scope": scope, "until": form.until.isoformat() if form.until else None}
    subject = f"membership:{membership.id}" if membership else f"member:{person.id}"
    record(author.member_id, f"moderation:person:{kind}", subject, facts, form.reason)
    return act


def statement_for(person: Membership, standing: Standing) -> str:
    """What a standing means, in the language and zone of whom it concerns."""
    with force_locale(person.member.locale):
        return statement_of(standing, group_by_id(person.group_id).name, person.member.zone)


def _stand(
    author: Author, person: Membership, form: ActForm, act: str, kind: str, stream: str | None
) -> Done:
    standing = Standing(
        membership_id=person.id, scope=stream or f"group:{person.group_id}", kind=kind, since=now(),
        until=form.until, author=author.member_id, author_handle=author.handle, reason=form.reason,
    )  # fmt: skip
    db.session.add(standing)
    db.session.flush()
    said = statement_for(person, standing)
    written = write_act(author, person, form, act, standing.scope, standing, said)
    subject = {"group": person.group_id, "standing": standing.id, "act": written.id}
    tell(person.member_id, "standing_told", subject | ({"stream": stream} if stream else {}))
    return Done(written.id, standing.id)


def _quieten(person: Membership, stream: str | None) -> None:
    registry.happened(
        Happening.QUIETENED, membership_id=person.id, group_id=person.group_id, member_id=person.member_id,
        stream=stream,
    )  # fmt: skip


def _told(act: Act, person: Membership | Member) -> str:
    member = person.member if isinstance(person, Membership) else person
    group = group_by_id(act.group_id).name if act.group_id is not None else ""
    with force_locale(member.locale):
        return told_of(act, group, member.zone)
