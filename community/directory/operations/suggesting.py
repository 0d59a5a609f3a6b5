"""Suggesting an entry, and what becomes of the suggestion."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.directory import policies, queries
from community.directory.forms import AnswerForm, EntryForm
from community.directory.models import WAITING, Listing
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.journal import record
from community.operations import in_order_of, operation, tell


@operation
def suggest_entry(member_id: int, form: EntryForm, slug: str | None = None) -> int:
    """Suggest an entry for the site's list, or that of a group; its id. What a keeper brings stands there at once.

    The same once more gives the first that waits. Raises NotFound, and Forbidden where too many wait.
    """
    in_order_of(f"directory:{member_id}")
    place = queries.place_to_suggest(member_id, slug)
    group_id = place.group.id if place is not None else None
    keeps = policies.can_keep_list(queries.keeper_of(member_id), group_id)
    before = _same(member_id, form, group_id)
    if before is not None:
        return before
    if not keeps and not policies.can_suggest_more(queries.count_waiting_of(member_id)):
        raise Forbidden(
            _(
                "%(most)d of your suggestions wait for an answer. Suggest more when some of them have been looked at.",
                most=policies.MOST_WAITING,
            )
        )
    first = not queries.waiting_in(group_id)
    entry = Listing(
        group_id=group_id, suggested_by=member_id, suggested_at=now(), stale_told_at=None
    )
    fill(entry, form)
    db.session.add(entry)
    db.session.flush()
    record(member_id, "directory:entry:suggested", f"entry:{entry.id}", _of(entry))
    if keeps:
        _accept(member_id, entry)
    elif first:
        for keeper_id in sorted(queries.keepers_of(group_id) - {member_id}):
            tell(keeper_id, "suggestion_waits", _of(entry))
    return entry.id


@operation
def accept_entry(member_id: int, entry_id: int) -> None:
    """Take a suggestion into its list, as checked today by this keeper, who looks after it from now on.

    Raises NotFound, Forbidden, Conflict where it was decided otherwise.
    """
    entry = _undecided(member_id, entry_id, accepted=True)
    if entry.state != WAITING:
        return
    _accept(member_id, entry)
    if entry.suggested_by not in (None, member_id):
        tell(entry.suggested_by, "suggestion_taken", {"entry": entry.id, **_of(entry)})


@operation
def refuse_entry(member_id: int, entry_id: int, form: AnswerForm) -> None:
    """Do not take a suggestion up, and tell whoever made it. Raises NotFound, Forbidden, Conflict."""
    entry = _undecided(member_id, entry_id, accepted=False)
    if entry.state != WAITING:
        return
    entry.accepted, entry.decided_at, entry.decided_by = False, now(), member_id
    entry.answer = form.words
    record(member_id, "directory:entry:refused", f"entry:{entry.id}", _of(entry), form.words)
    if entry.suggested_by not in (None, member_id):
        tell(entry.suggested_by, "suggestion_refused", {"entry": entry.id, **_of(entry)})


def fill(entry: Listing, form: EntryForm) -> None:
    """Write into an entry what a form says."""
    entry.kind, entry.name, entry.country, entry.area = (
        form.kind,
        form.name,
        form.country,
        form.area,
    )
    entry.address, entry.phone, entry.web = form.address, form.phone, form.web
    entry.languages, entry.cost, entry.about = list(form.languages), form.cost, form.about
    entry.search_words = form.search_words


def _accept(member_id: int, entry: Listing) -> None:
    entry.accepted, entry.decided_at, entry.decided_by = True, now(), member_id
    entry.verified_on, entry.verified_by, entry.owner_id = now(), member_id, member_id
    record(member_id, "directory:entry:accepted", f"entry:{entry.id}", _of(entry))


def _undecided(member_id: int, entry_id: int, accepted: bool) -> Listing:
    in_order_of(f"entry:{entry_id}")
    entry = queries.kept_entry_for(member_id, entry_id)
    db.session.refresh(entry)
    if entry.decided_at is not None and entry.accepted != accepted:
        raise Conflict(_("Somebody else has decided this already."))
    return entry


def _same(member_id: int, form: EntryForm, group_id: int | None) -> int | None:
    """What the member suggested in the same words for the same list, while it waits."""
    mine = sa.select(Listing).where(
        Listing.suggested_by == member_id, Listing.decided_at.is_(None), Listing.name == form.name
    )
    for entry in db.session.scalars(mine):
        if entry.group_id == group_id and (entry.kind, entry.search_words) == (
            form.kind,
            form.search_words,
        ):
            return entry.id
    return None


def _of(entry: Listing) -> dict[str, int]:
    return {"group": entry.group_id} if entry.group_id is not None else {}
