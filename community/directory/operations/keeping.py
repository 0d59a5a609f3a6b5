"""Looking after what stands in the directory."""

from datetime import timedelta

from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.directory import policies, queries
from community.directory.forms import EntryForm
from community.directory.models import LISTED, RETIRED, SITE, WAITING, Listing, ListingChoice
from community.directory.operations.suggesting import fill
from community.errors import Conflict, NotFound
from community.extensions import db
from community.journal import record
from community.members.policies import can_run_site
from community.members.queries import member_for
from community.operations import in_order_of, operation, tell

A_WEEK = timedelta(days=7)


@operation
def change_entry(member_id: int, entry_id: int, form: EntryForm) -> None:
    """Change what an entry says, also while it waits. It is no check. Raises NotFound, Forbidden, Conflict."""
    entry = _kept(member_id, entry_id)
    if entry.state not in (WAITING, LISTED):
        raise Conflict(_("This entry is not in the directory any more."))
    fill(entry, form)
    _note(member_id, entry, "changed")


@operation
def check_entry(member_id: int, entry_id: int) -> None:
    """Note that this keeper made sure today that an entry is right. Raises NotFound, Forbidden, Conflict."""
    entry = _listed(member_id, entry_id)
    entry.verified_on, entry.verified_by, entry.stale_told_at = now(), member_id, None
    _note(member_id, entry, "checked")


@operation
def take_over(member_id: int, entry_id: int) -> None:
    """Look after an entry from now on, instead of whoever did. Raises NotFound, Forbidden, Conflict."""
    entry = _listed(member_id, entry_id)
    if entry.owner_id != member_id:
        entry.owner_id = member_id
        _note(member_id, entry, "taken-over")


@operation
def retire_entry(member_id: int, entry_id: int) -> None:
    """Take an entry off its list. Again changes nothing. Raises NotFound, Forbidden, Conflict."""
    entry = _kept(member_id, entry_id)
    if entry.state == LISTED:
        entry.retired_at, entry.retired_by = now(), member_id
        _note(member_id, entry, "retired")
    elif entry.state != RETIRED:
        raise Conflict(_("This entry does not stand in the directory."))


@operation
def put_back(member_id: int, entry_id: int) -> None:
    """Put an entry that was taken off back, as checked today. Raises NotFound, Forbidden, Conflict."""
    entry = _kept(member_id, entry_id)
    if entry.state == RETIRED:
        entry.retired_at, entry.retired_by, entry.stale_told_at = None, None, None
        entry.verified_on, entry.verified_by, entry.owner_id = now(), member_id, member_id
        _note(member_id, entry, "put-back")
    elif entry.state != LISTED:
        raise Conflict(_("This entry was never in the directory."))


@operation
def open_list(member_id: int, to_strangers: bool) -> None:
    """Let everybody read the site's list, or members only. Raises NotFound for others than who runs the site."""
    if not policies.can_open_list(can_run_site(member_for(member_id))):
        raise NotFound
    choice = _choice(SITE)
    if choice.for_members_only == to_strangers:
        choice.for_members_only = not to_strangers
        record(
            member_id, "directory:list:opened" if to_strangers else "directory:list:closed", SITE
        )


@operation
def remind_keepers(group_id: int | None) -> None:
    """Tell those who look after a list what got stale there, in one notice, and not twice within a week.

    A job's work: done twice it changes nothing, and after a pause it tells once.
    """
    scope = SITE if group_id is None else f"group:{group_id}"
    in_order_of(f"directory:{scope}")
    choice = _choice(scope)
    db.session.refresh(choice)
    stale, moment = queries.untold_in(group_id), now()
    if not stale or (choice.reminded_at is not None and moment - choice.reminded_at < A_WEEK):
        return
    choice.reminded_at = moment
    for entry in stale:
        entry.stale_told_at = moment
    where = {"group": group_id} if group_id is not None else {}
    for member_id in sorted(queries.keepers_of(group_id)):
        yours = sum(entry.owner_id == member_id for entry in stale)
        tell(member_id, "entries_stale", {"count": len(stale), "yours": yours, **where})
    record(SYSTEM, "directory:list:reminded", scope, {"entries": len(stale)})


def _kept(member_id: int, entry_id: int) -> Listing:
    in_order_of(f"entry:{entry_id}")
    entry = queries.kept_entry_for(member_id, entry_id)
    db.session.refresh(entry)
    return entry


def _listed(member_id: int, entry_id: int) -> Listing:
    entry = _kept(member_id, entry_id)
    if entry.state != LISTED:
        raise Conflict(_("This entry does not stand in the directory."))
    return entry


def _choice(scope: str) -> ListingChoice:
    choice = db.session.get(ListingChoice, scope)
    if choice is None:
        choice = ListingChoice(scope=scope, for_members_only=False)
        db.session.add(choice)
        db.session.flush()
    return choice


def _note(member_id: int, entry: Listing, what: str) -> None:
    facts = {"group": entry.group_id} if entry.group_id is not None else {}
    record(member_id, f"directory:entry:{what}", f"entry:{entry.id}", facts)
