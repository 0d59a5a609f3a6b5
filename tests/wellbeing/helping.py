"""People who are asked, and those who ask, for tests."""

from datetime import timedelta

from community import clock
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.jobs import run_due
from community.moderation import operations as moderation
from community.moderation.forms import ShiftForm
from community.notices.models import Notice
from community.rooms.queries import room_for
from community.wellbeing.helping import operations, timing
from community.wellbeing.helping.models import HelpCall, HelpTurn
from community.wellbeing.helping.queries import story_of
from tests.factories import Circle, Person, a_person, admit

ALWAYS = ShiftForm(tuple(range(7)), 0, 0, "UTC")


def a_watcher(circle: Circle) -> Person:
    """Another moderator of the group, on duty at any hour."""
    person = admit(a_person(staff=True), circle.slug, "moderator")
    moderation.add_shifts(person.id, circle.slug, ALWAYS)
    return person


def a_peer(circle: Circle, person: Person | None = None) -> Person:
    """A member who offered to be asked, was accepted, and can be asked at any hour."""
    person = person or admit(a_person(), circle.slug)
    operations.offer_to_be_asked(person.id, circle.slug)
    operations.add_hours(person.id, circle.slug, ALWAYS)
    operations.accept_peer(circle.moderator.id, circle.mid(person))
    return person


def ask(circle: Circle, person: Person | None = None) -> HelpCall:
    """Somebody (the regular) asks for a person; their call."""
    room_id = operations.ask_for_someone((person or circle.regular).id, circle.slug)
    return db.session.query(HelpCall).filter_by(room_id=room_id).one()


def pass_by(seconds: float) -> None:
    """So much time goes by, and whatever was due meanwhile is done within five seconds."""
    end = clock.now() + timedelta(seconds=seconds)
    while clock.now() < end:
        clock.move(min(timedelta(seconds=5), end - clock.now()))
        do_it()


def do_it() -> None:
    """Everything that is due is done."""
    while run_due():
        pass
    db.session.rollback()


def asked(call: HelpCall) -> list[int]:
    """The memberships that were asked, in that order."""
    db.session.rollback()
    rows = db.session.query(HelpTurn).filter_by(call_id=call.id).order_by(HelpTurn.asked_at)
    return [row.membership_id for row in rows]


def told(person: Person, kind: str) -> int:
    """How often they were told of that, whatever the hour."""
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=person.id, kind=kind)
    return sum(notice.held_until is None for notice in mine)


def story(call: HelpCall) -> list[str]:
    """The kinds of what the room's log tells of the call."""
    db.session.rollback()
    return [entry.kind.removeprefix("help_") for entry in story_of(call.room_id, 0, None)]


def state_of(call: HelpCall) -> str:
    """How the call stands now."""
    db.session.rollback()
    return timing.state_of(db.session.get_one(HelpCall, call.id), now())


def may_read(person: Person, call: HelpCall) -> bool:
    """Whether the room is there for somebody."""
    db.session.rollback()
    try:
        return bool(room_for(person.id, call.room_id))
    except NotFound:
        return False
