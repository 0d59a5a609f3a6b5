"""Beginning, changing and ending a group."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import OPERATOR, SYSTEM, is_person
from community.clock import now
from community.errors import Forbidden, Invalid
from community.extensions import db
from community.groups import policies, queries
from community.groups.forms import GroupForm, slug_of
from community.groups.models import HIDDEN, MODERATOR, Group, Membership
from community.groups.operations.joining import admit, end_membership
from community.jobs import schedule
from community.journal import record
from community.members.models import Member
from community.operations import operation, tell
from community.registry import Happening, registry

NOTICE_OF_CLOSING = timedelta(days=14)
"""Between announcing the end of a group and its end, so that people can say goodbye."""


@dataclass(frozen=True)
class NewGroup:
    """A group that was just begun; OPERATOR's have nobody in them yet."""

    id: int
    slug: str
    membership_id: int | None


@operation
def create_group(actor: int, form: GroupForm, founder_id: int | None = None) -> NewGroup:
    """Begin a group; its founder (the acting member, or whom OPERATOR names) moderates it (L2.2).

    Raises Forbidden, and Invalid where its address or the founder's name cannot be had.
    """
    founder = db.session.get(Member, actor if is_person(actor) else founder_id or 0)
    if actor != OPERATOR:
        _check_founder(founder)
    group = Group(slug=_free_slug(form), created_at=now())
    _apply(group, form)
    db.session.add(group)
    db.session.flush()
    record(actor, "groups:group:created", f"group:{group.id}", {"visibility": group.visibility})
    registry.happened(Happening.GROUP_CREATED, group_id=group.id, actor=actor)
    membership_id = None
    if founder is not None:
        membership_id = admit(actor, group, founder, form.handle or founder.handle, MODERATOR).id
    return NewGroup(group.id, group.slug, membership_id)


@operation
def change_group(member_id: int, slug: str, form: GroupForm) -> None:
    """Change what the group says of itself and how one joins. Raises NotFound, Forbidden."""
    place = queries.managed_for(member_id, slug)
    was = place.group.visibility
    _apply(place.group, form)
    db.session.flush()
    facts = {"visibility": place.group.visibility, "was": was}
    record(member_id, "groups:group:changed", f"group:{place.group.id}", facts)
    registry.happened(Happening.GROUP_CHANGED, group_id=place.group.id)


@operation
def archive_group(member_id: int, slug: str) -> None:
    """Keep the group for reading only (L2.6). Raises NotFound, Forbidden."""
    group = queries.managed_for(member_id, slug).group
    if group.archived_at is None:
        group.archived_at = now()
        record(member_id, "groups:group:archived", f"group:{group.id}")
        _tell_people(group, "group_archived", member_id)
        registry.happened(Happening.GROUP_CHANGED, group_id=group.id)


@operation
def restore_group(member_id: int, slug: str) -> None:
    """Bring an archived group back to life. Raises NotFound, Forbidden."""
    group = queries.managed_for(member_id, slug).group
    if group.archived_at is not None:
        group.archived_at = None
        record(member_id, "groups:group:restored", f"group:{group.id}")
        registry.happened(Happening.GROUP_CHANGED, group_id=group.id)


@operation
def close_group(member_id: int, slug: str) -> None:
    """Announce the end of the group: it goes on for 14 days, joining locked. Raises NotFound, Forbidden."""
    group = queries.managed_for(member_id, slug).group
    if group.closing_at is None:
        group.closing_at = now() + NOTICE_OF_CLOSING
        record(member_id, "groups:group:closing", f"group:{group.id}")
        key = f"groups:close:{group.id}:{group.closing_at:%Y%m%d%H%M%S}"
        schedule("groups:close", key, {}, at=group.closing_at)  # nothing waits there for the hour
        _tell_people(group, "group_closing", member_id)
        registry.happened(Happening.GROUP_CHANGED, group_id=group.id)


@operation
def keep_group_open(member_id: int, slug: str) -> None:
    """Take the announcement of its end back. Raises NotFound, Forbidden."""
    group = queries.managed_for(member_id, slug).group
    if group.closing_at is not None:
        group.closing_at = None
        record(member_id, "groups:group:kept_open", f"group:{group.id}")
        _tell_people(group, "group_kept_open", member_id)
        registry.happened(Happening.GROUP_CHANGED, group_id=group.id)


@operation
def close_due_groups() -> None:
    """End the memberships of groups whose announced end has come. Doing it again changes nothing."""
    ended = sa.select(Membership).join(Group, Group.id == Membership.group_id)
    for membership in db.session.scalars(
        ended.where(Group.closing_at <= now(), Membership.left_at.is_(None))
    ):
        end_membership(SYSTEM, membership.id, Happening.LEFT)


def _check_founder(founder: Member | None) -> None:
    ready = founder is not None and founder.has_authenticator
    if founder and policies.can_create_group(founder, queries.members_create_groups(), ready):
        return
    if founder and founder.is_administrator:
        raise Forbidden(_("Add an authenticator app first, under You. Administrators need one."))
    raise Forbidden(_("Groups are begun by the people who run this site."))


def _apply(group: Group, form: GroupForm) -> None:
    group.name, group.purpose, group.guidelines = form.name, form.purpose, form.guidelines
    group.visibility, group.joining, group.zone = form.visibility, form.joining, form.zone
    group.tags, group.languages = list(form.tags), list(form.languages)
    group.questions, group.becoming_member = list(form.questions), dict(form.becoming_member)


def _free_slug(form: GroupForm) -> str:
    if form.slug:
        if _is_taken(form.slug):
            raise Invalid({"slug": _("There is a group at that address already.")})
        return form.slug
    wanted = slug_of(form.name) or "group"
    # A plain address that is refused would tell that a hidden group has it; so hidden ones get none.
    if form.visibility != HIDDEN and not _is_taken(wanted):
        return wanted
    return f"{wanted}-{secrets.token_hex(3)}"


def _is_taken(slug: str) -> bool:
    return (
        slug == "new"
        or db.session.scalar(sa.select(Group.id).where(Group.slug == slug)) is not None
    )


def _tell_people(group: Group, kind: str, by: int) -> None:
    people = sa.select(Membership.member_id).where(
        Membership.group_id == group.id, Membership.left_at.is_(None), Membership.member_id != by
    )
    for member_id in db.session.scalars(people):
        tell(member_id, kind, {"group": group.id})
