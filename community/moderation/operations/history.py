"""A case held by one at a time, and the lines of its history."""

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.operations.attendance import hold_group
from community.moderation.models import Case, CaseEntry
from community.operations import in_order_of


def hold_case(case_id: int) -> Case:
    """That case, for one unit at a time. Raises NotFound.

    The group comes first, as in a report: a ban needs it later, and whoever waits in its line must hold nothing.
    """
    group_id = db.session.scalar(sa.select(Case.group_id).where(Case.id == case_id))
    if group_id is not None:
        hold_group(group_id)
    in_order_of(f"case:{case_id}")
    locked = sa.select(Case).where(Case.id == case_id).with_for_update()
    case = db.session.scalar(locked, execution_options={"populate_existing": True})
    if case is None:
        raise NotFound
    return case


def write_entry(
    case_id: int, author: int, handle: str, kind: str, words: str = "", thread_id: int | None = None,
    act_id: int | None = None,
) -> CaseEntry:  # fmt: skip
    """A line of a case's history; its words are sealed."""
    entry = CaseEntry(
        case_id=case_id, thread_id=thread_id, at=now(), author=author, handle=handle, kind=kind, act_id=act_id
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    entry.sealed = vault.seal(words, f"entry:{entry.id}") if words else ""
    return entry
