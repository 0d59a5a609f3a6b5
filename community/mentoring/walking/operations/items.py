"""Goals, tasks and steps: either writes, both see; the mentee takes up and does (L7.8)."""

from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.groups.models import Membership
from community.journal import record
from community.mentoring.models import Mentorship
from community.mentoring.walking import policies, queries
from community.mentoring.walking.forms import DoneForm, ItemForm, ItemWordsForm
from community.mentoring.walking.models import Item
from community.mentoring.walking.operations.holding import held, refuse_unless
from community.mentoring.walking.words import CHANGED
from community.operations import operation


@operation
def write_item(member_id: int, mentorship_id: int, form: ItemForm) -> int:
    """Write a goal, a task or a step; its id. What a mentor writes is a suggestion. Raises NotFound, Conflict."""
    mentorship, can_speak = held(member_id, mentorship_id)
    refuse_unless(policies.can_write(mentorship, can_speak))
    add_items(mentorship, member_id, form.kind, (form.words,))
    found = queries.items_of(mentorship.id)[-1].id
    record(member_id, "mentoring:item:written", f"item:{found}", {"mentorship": mentorship.id})
    return found


@operation
def change_item(member_id: int, mentorship_id: int, item_id: int, form: ItemWordsForm) -> None:
    """Say it in other words. Raises NotFound; Conflict where the other one wrote meanwhile."""
    item = _writable(member_id, mentorship_id, item_id)
    if queries.words_of(item) == form.words:
        return
    if item.edition != form.based_on:
        raise Conflict(str(CHANGED))
    item.words, item.edition = vault.seal(form.words, item.about), item.edition + 1
    item.worder_id, item.worded_at = _one_of(member_id, item).id, now()
    db.session.flush()
    record(member_id, "mentoring:item:changed", f"item:{item.id}")


@operation
def take_item(member_id: int, mentorship_id: int, item_id: int) -> None:
    """The mentee takes up what was suggested. Again changes nothing. Raises NotFound, Conflict."""
    item = _of_mentee(member_id, mentorship_id, item_id)
    if item.taken_at is None:
        item.taken_at = now()
        db.session.flush()
        record(member_id, "mentoring:item:taken", f"item:{item.id}")


@operation
def finish_item(member_id: int, mentorship_id: int, item_id: int, form: DoneForm) -> None:
    """The mentee did it, or not yet after all. Again changes nothing. Raises NotFound, Conflict."""
    item = _of_mentee(member_id, mentorship_id, item_id)
    if (item.done_at is not None) == form.on:
        return
    item.done_at = now() if form.on else None
    item.taken_at = item.taken_at or now()
    db.session.flush()
    kind = "mentoring:item:done" if form.on else "mentoring:item:reopened"
    record(member_id, kind, f"item:{item.id}")


@operation
def remove_item(member_id: int, mentorship_id: int, item_id: int) -> None:
    """Take it away: the mentee any, a mentor what they suggested. Raises NotFound, Conflict."""
    mentorship, can_speak = held(member_id, mentorship_id)
    item = queries.item_in(mentorship.id, item_id)
    refuse_unless(policies.can_write(mentorship, can_speak))
    refuse_unless(policies.can_remove(mentorship, item, member_id))
    db.session.delete(item)
    db.session.flush()
    record(member_id, "mentoring:item:removed", f"item:{item_id}", {"mentorship": mentorship.id})


def add_items(mentorship: Mentorship, member_id: int, kind: str, words: tuple[str, ...]) -> None:
    """Inside a unit that holds the mentorship: write them, by this one of the two. Raises Conflict."""
    there, last = queries.count_items(mentorship.id)
    if not policies.can_add(there, len(words)):
        raise Conflict(_("A hundred of these are enough for two. Take some away first."))
    author, moment = mentorship.people[member_id], now()
    taken = policies.is_mentee(mentorship, member_id)
    for place, said in enumerate(words, last + 1):
        item = Item(
            id=new_id(), mentorship_id=mentorship.id, kind=kind, place=place, author_id=author.id, written_at=moment,
            worder_id=author.id, worded_at=moment,
            taken_at=moment if taken else None,
        )  # fmt: skip
        item.words = vault.seal(said, item.about)
        db.session.add(item)
    db.session.flush()


def _writable(member_id: int, mentorship_id: int, item_id: int) -> Item:
    mentorship, can_speak = held(member_id, mentorship_id)
    item = queries.item_in(mentorship.id, item_id)
    refuse_unless(policies.can_write(mentorship, can_speak))
    return item


def _of_mentee(member_id: int, mentorship_id: int, item_id: int) -> Item:
    item = _writable(member_id, mentorship_id, item_id)
    mentorship, _can_speak = queries.walk_for(member_id, mentorship_id)
    if not policies.can_finish(mentorship, member_id):
        raise Conflict(_("Only your mentee says what is taken up, and what is done."))
    return item


def _one_of(member_id: int, item: Item) -> Membership:
    mentorship, _can_speak = queries.walk_for(member_id, item.mentorship_id)
    return mentorship.people[member_id]
