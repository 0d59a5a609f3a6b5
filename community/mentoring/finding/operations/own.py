"""What somebody says of themselves: preferences, and a mentor's story (L7.3, L7.4)."""

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.journal import record
from community.mentoring.finding.facts import written
from community.mentoring.finding.forms import PreferencesForm, WordsForm
from community.mentoring.finding.models import Preference, Story
from community.mentoring.models import Mentor
from community.mentoring.operations.holding import hold_person
from community.mentoring.queries import own_place
from community.operations import operation


@operation
def keep_preferences(member_id: int, slug: str, form: PreferencesForm) -> None:
    """Keep what one says of oneself here, and whom one would like to meet. Nobody is told. Raises NotFound."""
    place, _mentor = own_place(member_id, slug)
    mine = place.membership
    assert mine is not None
    hold_person(member_id)
    row = db.session.get(Preference, mine.id) or Preference(membership_id=mine.id)
    row.facts = vault.seal(written(form.facts), row.about)
    row.wishes = vault.seal(written(form.wishes), row.about)
    row.changed_at = now()
    db.session.add(row)
    db.session.flush()
    record(member_id, "mentoring:preferences:kept", f"membership:{mine.id}")


@operation
def forget_preferences(member_id: int, slug: str) -> None:
    """Nothing is kept of it any more. Again changes nothing. Raises NotFound."""
    place, _mentor = own_place(member_id, slug)
    assert place.membership is not None
    row = db.session.get(Preference, place.membership.id)
    if row is not None:
        db.session.delete(row)
        db.session.flush()
        record(member_id, "mentoring:preferences:forgotten", f"membership:{place.membership.id}")


@operation
def tell_story(member_id: int, slug: str, form: WordsForm) -> None:
    """Tell one's story, or tell it anew: to those past the gate. Raises NotFound."""
    mine = _mentoring(member_id, slug)
    hold_person(member_id)
    row = db.session.get(Story, mine.id) or Story(membership_id=mine.id)
    row.words, row.told_at = vault.seal(form.words, row.about), now()
    db.session.add(row)
    db.session.flush()
    record(member_id, "mentoring:story:told", f"membership:{mine.id}")


@operation
def withdraw_story(member_id: int, slug: str) -> None:
    """Nobody reads it any more, from now on. Again changes nothing. Raises NotFound."""
    place, _mentor = own_place(member_id, slug)
    assert place.membership is not None
    row = db.session.get(Story, place.membership.id)
    if row is not None:
        db.session.delete(row)
        db.session.flush()
        record(member_id, "mentoring:story:withdrawn", f"membership:{place.membership.id}")


def _mentoring(member_id: int, slug: str) -> Membership:
    _place, mentor = own_place(member_id, slug)
    if not _is_mentor(mentor):
        raise NotFound
    assert mentor is not None
    return mentor.membership


def _is_mentor(mentor: Mentor | None) -> bool:
    return mentor is not None and mentor.mentors(now())
