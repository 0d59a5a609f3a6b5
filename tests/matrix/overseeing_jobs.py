"""What oversight does by itself, and what it does not."""

from community.extensions import db
from community.mentoring import operations as mentoring
from community.mentoring.oversight.models import Pulse, Signal
from community.mentoring.oversight.rules import ONE_SIDED
from community.registry import registry
from tests.matrix.overseeing import began_a_week_ago
from tests.matrix.roles import NAMED, REGULAR
from tests.matrix.world import World, prepare
from tests.mentoring.overseen import a_moment_ago, wrote


def ask(world: World, right: bool) -> bool:
    """After a week both are asked how it goes; in a pause they are not."""
    prepare(world, "under way")
    mentorship_id = world.names["mentorship"]
    began_a_week_ago(mentorship_id)
    if not right:
        mentoring.pause(world.people[REGULAR].id, mentorship_id)
    registry.jobs["mentoring:pulses"]({})
    db.session.rollback()
    return db.session.query(Pulse).count() == 2


def watch(world: World, right: bool) -> bool:
    """Over nine to one is noticed; exactly that is not."""
    prepare(world, "under way")
    theirs = 2 if right else 3
    people = [REGULAR] * (30 - theirs) + [NAMED] * theirs
    said = [(world.people[role], a_moment_ago(30 - each)) for each, role in enumerate(people)]
    wrote(world.names["mentorship"], said)
    registry.jobs["mentoring:watch"]({})
    db.session.rollback()
    return db.session.query(Signal).filter_by(rule=ONE_SIDED).count() == 1
