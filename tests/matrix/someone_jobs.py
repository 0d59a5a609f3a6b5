"""What happens to a call for somebody by itself, and what does not."""

from datetime import timedelta

from community import clock
from community.extensions import db
from community.registry import registry
from community.wellbeing.helping import operations
from community.wellbeing.helping.models import HelpCall, HelpTurn
from tests.matrix.roles import MODERATOR, REGULAR
from tests.matrix.world import World, prepare


def ask_next(world: World, right: bool) -> bool:
    """The next look asks one more, or one again after a while; where somebody is there, it asks nobody."""
    call, payload = _call(world, right)
    clock.move(timedelta(minutes=20))
    before = _times()
    registry.jobs["wellbeing:help:next"](payload | {"step": call.step})
    return _times() > before


def note_alone(world: World, right: bool) -> bool:
    """After three minutes without an answer lines stand out; where somebody is there, they do not."""
    call, payload = _call(world, right)
    clock.move(timedelta(minutes=3))
    registry.jobs["wellbeing:help:alone"](payload | {"since": call.since.isoformat()})
    db.session.rollback()
    return db.session.query(HelpCall).one().alone_at is not None


def close(world: World, right: bool) -> bool:
    """After a day the room closes; one that was opened later stays open."""
    _found, payload = _call(world, True)
    clock.move(timedelta(hours=24 if right else 23))
    registry.jobs["wellbeing:help:close"](payload)
    db.session.rollback()
    return db.session.query(HelpCall).one().ended_at is not None


def _call(world: World, waits: bool) -> tuple[HelpCall, dict[str, object]]:
    prepare(world, "help")
    assert world.people[REGULAR]
    if not waits:
        operations.come(world.people[MODERATOR].id, world.names["call"])
    db.session.rollback()
    call = db.session.query(HelpCall).one()
    return call, {"call": call.id}


def _times() -> int:
    db.session.rollback()
    return sum(turn.times for turn in db.session.query(HelpTurn))
