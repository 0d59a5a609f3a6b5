"""People, groups and rooms for tests: made by the operations that the product itself uses."""

from dataclasses import dataclass, field
from itertools import count

from flask import current_app

from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.groups.forms import GroupForm
from community.groups.models import Group, Membership
from community.members import operations as members
from community.members import queries, totp
from community.members.operations.sessions import begin
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm, RoomForm
from community.rooms.models import Room

HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$WkVSTyBrbm93bGVkZ2UgaGVyZSwgYnV0IHNoYXBl"
)
"""A hash that fits no passphrase: most people in tests never type one."""

_numbers = count(1)


@dataclass(frozen=True)
class Person:
    """Somebody, and what tests need to act as them."""

    id: int
    handle: str
    totp_key: str | None = None
    codes: tuple[str, ...] = ()


@dataclass
class Circle:
    """A group with a lounge and a small cast; `mid` finds a person's membership."""

    group_id: int
    slug: str
    room_id: int
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        """The lounge's stream."""
        return f"room:{self.room_id}"

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def mid(self, person: Person) -> int:
        """The membership of a person in this group."""
        found = queries_membership(person.id, self.group_id)
        return found.id


def queries_membership(member_id: int, group_id: int) -> Membership:
    """A membership, current or not."""
    return db.session.query(Membership).filter_by(member_id=member_id, group_id=group_id).one()


def a_site(name: str = "Harbour") -> None:
    """The site, set up."""
    if queries.the_site() is None:
        found(name)


@operation
def found(name: str) -> None:
    """What set-up does to the site itself."""
    members.found_site(OPERATOR, name)


def a_person(handle: str = "", *, administrator: bool = False, staff: bool = False) -> Person:
    """A member of the site; `staff` have an authenticator."""
    a_site()
    key = totp.new_key() if staff or administrator else None
    name = handle or f"person-{next(_numbers)}"
    joined = members.add_member(OPERATOR, members.Newcomer(name, HASH, key), administrator)
    return Person(joined.member_id, name, key, joined.codes)


def a_session(person: Person) -> str:
    """A signed-in browser's secret."""

    @operation
    def start() -> str:
        member = queries.member_for(person.id)
        return begin(member, "Test", now() if person.totp_key else None).secret

    return start()


def a_group(slug: str = "", **about: object) -> tuple[int, str]:
    """A group without people; its id and slug."""
    a_site()
    name = slug or f"group-{next(_numbers)}"
    form = GroupForm.parse({"name": name.title(), "slug": name, "visibility": "closed", **about})
    made = groups.create_group(OPERATOR, form)
    return made.id, made.slug


def admit(person: Person, slug: str, role: str = "member") -> Person:
    """Put somebody into a group."""
    groups.add_person(slug, person.handle, role)
    return person


def a_circle(slug: str = "", visibility: str = "closed") -> Circle:
    """A group with a moderator, a regular, another regular, a newcomer and an outsider, and its lounge."""
    group_id, name = a_group(slug, visibility=visibility)
    room_id = db.session.query(Room.id).filter_by(group_id=group_id).scalar()
    circle = Circle(group_id, name, room_id)
    number = next(_numbers)
    cast = {
        "moderator": "moderator",
        "regular": "member",
        "other": "member",
        "newcomer": "newcomer",
    }
    for who, role in cast.items():
        person = a_person(
            f"{who}-{number}".replace("moderator", "keeper"), staff=role == "moderator"
        )
        circle.people[who] = admit(person, name, role)
    circle.people["outsider"] = a_person(f"outsider-{number}")
    return circle


def a_room(slug: str, name: str = "Kitchen") -> int:
    """Another room in a group."""
    group = db.session.query(Group).filter_by(slug=slug).one()
    return rooms.add_room(OPERATOR, group.id, RoomForm.parse({"name": name}))


def a_message(person: Person, room_id: int, body: str = "Good evening.", key: str = "") -> int:
    """Something said; its seq."""
    form = MessageForm.parse({"body": body, "key": key or f"test-key-{next(_numbers)}"})
    return rooms.post_message(person.id, f"room:{room_id}", form).seq


def keys() -> dict[str, bytes]:
    """The application's keys."""
    return dict(current_app.extensions["keys"])
