"""What happens to an opening by itself, and of a naming, and what does not."""

from datetime import timedelta

from community import clock
from community.extensions import db
from community.mentoring.opening.queries import names_of_officials
from community.notices.models import Notice
from community.registry import registry
from tests.matrix.roles import REGULAR
from tests.matrix.world import World, prepare
from tests.members.answering import a_lead


def tell_openings(world: World, right: bool) -> bool:
    """What was put off for thirty days is told then; not before."""
    prepare(world, "opening put off")
    clock.move(timedelta(days=30 if right else 29))
    return _is_told(world, "channel_opened", "mentoring:tell_openings", {})


def tell_naming(world: World, right: bool) -> bool:
    """Everybody in a mentorship hears of a naming; without one nobody does."""
    prepare(world, "mentorship" if right else "mentoring")
    a_lead()
    office = names_of_officials()[-1][0].id
    return _is_told(world, "naming_told", "mentoring:naming", {"office": office, "after": 0})


def _is_told(world: World, kind: str, job: str, payload: dict[str, int]) -> bool:
    registry.jobs[job](payload)
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=world.people[REGULAR].id, kind=kind)
    return mine.count() == 1
