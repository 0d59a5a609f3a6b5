"""A person, or a whole group, as somebody reports them: without a span (L8.1)."""

from flask_babel import lazy_gettext as _l

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership
from community.groups.policies import can_read
from community.groups.queries import place_for, place_in
from community.registry import Reportable, Reported


def person_reported(member_id: int, ref: str) -> Reported:
    """Somebody of a group that this member belongs to, or belonged to. Raises NotFound."""
    person = db.session.get(Membership, _number(ref, "membership"))
    if person is None or not _knows(member_id, person):
        raise NotFound
    return _person(person)


def person_at(ref: str) -> Reported | None:
    """Somebody of a group, for one who works on a case about them."""
    person = db.session.get(Membership, _number(ref, "membership"))
    return _person(person) if person is not None else None


def group_reported(member_id: int, ref: str) -> Reported:
    """A group that exists for this member. Raises NotFound."""
    group = db.session.get(Group, _number(ref, "group"))
    if group is None:
        raise NotFound
    return _group(place_for(member_id, group.slug).group)


def group_at(ref: str) -> Reported | None:
    """A group, for one who works on a case about it."""
    group = db.session.get(Group, _number(ref, "group"))
    return _group(group) if group is not None else None


def _through_nobody(_member_id: int, _ref: str) -> Reported:
    """What came from outside says in its own words what it is about; nobody signed in reports that way."""
    raise NotFound


REPORTABLES = (
    Reportable("person", _l("Report %(who)s"), _l("%(who)s"), person_reported, person_at),
    Reportable(
        "group", _l("Report the group %(who)s"), _l("The group %(who)s"), group_reported, group_at
    ),
    Reportable("outside", "", _l("Told from outside"), _through_nobody, lambda _ref: None),
)


def _knows(member_id: int, person: Membership) -> bool:
    place = place_in(member_id, person.group)
    return place.row is not None or can_read(place)


def _number(ref: str, kind: str) -> int:
    name, _colon, number = ref.partition(":")
    if name != kind or not number.isdigit() or len(number) > 16:
        raise NotFound
    return int(number)


def _person(person: Membership) -> Reported:
    address = f"/memberships/{person.id}"
    return Reported(
        "person", f"membership:{person.id}", person.handle, address, person.group_id, person.member_id, person.id
    )  # fmt: skip


def _group(group: Group) -> Reported:
    return Reported("group", group.scope, group.name, f"/groups/{group.slug}", group.id)
