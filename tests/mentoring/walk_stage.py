"""Two on their way, for tests: a programme of their group, a rhythm, goals and tasks."""

from community.extensions import db
from community.mentoring.programmes import operations as programmes
from community.mentoring.programmes.content import Content
from community.mentoring.programmes.forms import AdoptForm, ProgrammeForm
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.mentoring.rhythms import Rhythm
from community.mentoring.walking import operations, queries
from community.mentoring.walking.forms import ItemForm, RhythmForm, VersionForm
from community.mentoring.walking.models import CheckinRhythm, Item, ProgrammeWalk
from community.mentoring.walking.showing import WalkView, walk_view
from community.notices.models import Notice
from tests.factories import Circle, Person
from tests.mentoring.stage import Two

DAILY = Rhythm(every=1, starts=18 * 60, until=20 * 60)
PLAIN = Content("Small steps", "For two.", ("Get up.", "Go out."), ("Call a friend.",), DAILY, 8)


def a_programme(circle: Circle, content: Content = PLAIN) -> int:
    """The moderator wrote and published one; its id."""
    made = programmes.adopt_programme(circle.moderator.id, circle.slug, AdoptForm(""))
    programmes.publish_programme(circle.moderator.id, made, ProgrammeForm(content, 1))
    db.session.rollback()
    return made


def newest(programme_id: int) -> int:
    """The newest version of a programme."""
    db.session.rollback()
    programme = db.session.get_one(Programme, programme_id)
    found = db.session.query(ProgrammeVersion.id).filter_by(
        programme_id=programme_id, number=programme.version
    )
    return found.scalar()


def walking(two: Two, mentorship_id: int, content: Content = PLAIN) -> int:
    """The mentor proposed a programme and the mentee agreed; what they walk by."""
    version = newest(a_programme(two.circle, content))
    walk_id = operations.propose_programme(two.mentor.id, mentorship_id, VersionForm(version))
    operations.accept_programme(two.mentee.id, mentorship_id, walk_id)
    return walk_id


def agreed_rhythm(two: Two, mentorship_id: int, rhythm: Rhythm = DAILY) -> int:
    """The mentor proposed a rhythm and the mentee agreed."""
    found = operations.propose_rhythm(two.mentor.id, mentorship_id, RhythmForm(rhythm))
    operations.accept_rhythm(two.mentee.id, mentorship_id, found)
    return found


def wrote(
    person: Person, mentorship_id: int, words: str = "Call a friend.", kind: str = "task"
) -> int:
    """One of the two wrote a task."""
    return operations.write_item(person.id, mentorship_id, ItemForm(kind, words))


def the_item(item_id: int) -> Item:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(Item, item_id)


def the_walk(walk_id: int) -> ProgrammeWalk:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(ProgrammeWalk, walk_id)


def the_rhythm(rhythm_id: int) -> CheckinRhythm:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(CheckinRhythm, rhythm_id)


def seen(person: Person, mentorship_id: int) -> WalkView:
    """As one of the two sees it."""
    db.session.rollback()
    return walk_view(person.id, *queries.walk_for(person.id, mentorship_id))


def walk_notices(person: Person) -> list[str]:
    """What somebody was told of their way, in order."""
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=person.id).order_by(Notice.at, Notice.id)
    return [notice.kind for notice in mine if notice.kind.startswith("walk_")]
