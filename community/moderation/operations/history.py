"""Lines of a case's history."""

from community import vault
from community.clock import now
from community.extensions import db
from community.moderation.models import CaseEntry


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
