"""Whether the sealed copies are as they were: for `bin/hearth journal verify` (L8.8, T29)."""

import hmac
from pathlib import Path

import sqlalchemy as sa
from flask import current_app

from community import vault
from community.extensions import db
from community.journal import JournalEntry
from community.moderation.models import Evidence

SEALED, PURGED = "moderation:evidence:sealed", "moderation:evidence:purged"
AT_ONCE = 200


def first_broken_seal() -> int | None:
    """The journal's first entry whose sealed copy was changed, or is gone without being purged; None where none is."""
    purged = {
        entry.facts["evidence"]
        for entry in db.session.scalars(sa.select(JournalEntry).where(JournalEntry.kind == PURGED))
    }
    sealed = sa.select(JournalEntry.seq, JournalEntry.facts).where(JournalEntry.kind == SEALED)
    apart = _is_apart()
    for seq, facts in db.session.execute(sealed.order_by(JournalEntry.seq)).yield_per(AT_ONCE):
        kept = db.session.get(Evidence, facts["evidence"])
        if facts["evidence"] in purged or (kept is None and apart):
            continue
        if not _holds(kept, facts["mac"]):
            return int(seq)
    return None


def _is_apart() -> bool:
    """Whether this was restored, and what only the leads' key opens is still sealed beside it (docs/operating.md)."""
    folder: Path = current_app.config["HEARTH"].instance / "set-aside"
    return any(folder.glob("cases.*"))


def _holds(kept: Evidence | None, mac: str) -> bool:
    if kept is None or kept.mac != mac:
        return False
    about = f"case:{kept.case_id}"
    try:
        return hmac.compare_digest(vault.fingerprint(vault.unseal(kept.sealed, about), about), mac)
    except vault.Broken:
        return False
