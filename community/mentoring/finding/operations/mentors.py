"""The room of a group's mentors, and the monthly word of a lead (L7.3)."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, NotFound
from community.extensions import db
from community.journal import record
from community.members.models import LEAD
from community.members.queries import is_officer
from community.mentoring.finding import policies, queries
from community.mentoring.finding.forms import WordsForm
from community.mentoring.finding.models import Word
from community.mentoring.finding.operations.proposals import of_group
from community.mentoring.queries import must_be_on
from community.operations import in_order_of, operation, tell
from community.rooms.models import MENTORS
from community.rooms.operations import open_seated_room


@operation
def have_room(actor: int, group_id: int) -> int:
    """The room of the group's mentors: opened with the first of them. Nobody has a seat there but by mentoring."""
    row = of_group(group_id)
    if row.room_id is None:
        row.room_id = open_seated_room(actor, group_id, _("Mentors"), MENTORS, ())
        db.session.flush()
    return row.room_id


@operation
def write_word(member_id: int, form: WordsForm) -> int:
    """A lead writes to the mentors of all groups, once a month (UTC). Raises NotFound, Conflict."""
    must_be_on()
    if not policies.can_write_word(is_officer(member_id, LEAD)):
        raise NotFound
    in_order_of("mentoring:word")
    month = now().strftime("%Y-%m")
    if queries.word_of(month) is not None:
        raise Conflict(_("This month’s word is written already. The next can come next month."))
    word = Word(id=new_id(), author=member_id, month=month, words=form.words, written_at=now())
    db.session.add(word)
    db.session.flush()
    record(member_id, "mentoring:word:written", f"mentor_word:{word.id}")
    for mentor in sorted(queries.all_mentors()):
        tell(mentor, "mentor_word", {})
    return word.id
