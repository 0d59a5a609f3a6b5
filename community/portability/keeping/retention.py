"""How long what the kernel keeps stays, and what this feature keeps itself (L8.8, L12.3)."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.jobs import Job
from community.journal import JournalEntry, JournalHead
from community.operations import operation
from community.portability.importing.models import Claim, Import, Origin
from community.portability.keeping.models import RetentionRun, RetentionTime
from community.purging import in_handfuls
from community.realtime.streams import Entry, Stream
from community.registry import Kept, Purgeable, registry

HANDFUL = 200


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "jobs", _l("Scheduled work that is done"), _l("What was to do, in ids; never words."), "L12.3", 7,
            in_handfuls(Job, lambda before: Job.done_at < before), (Job,), least=7, most=30,
        ),
        Purgeable(
            "journal-words", _l("Reasons beside the record of acts"),
            _l("The words of a reason. The act in ids and the reason's fingerprint stay, and the record stays whole."),
            "L8.8", 730, _purge_reasons, (JournalEntry,), least=200,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is the record of acts, in ids", (JournalHead,)),
        Kept("order needs every seq; of what was purged only seq, kind and time are left", (Stream, Entry)),
        Kept("it tells where words came from, and whose they are", (Import, Origin, Claim)),
        Kept("it is this table itself", (RetentionTime, RetentionRun)),
    )  # fmt: skip


def _purge_reasons(before: datetime) -> Iterator[int]:
    while went := forget_reasons(before):
        yield went


@operation
def forget_reasons(before: datetime) -> int:
    """Empty the words (and salt) beside the next acts that were recorded before a moment; how many."""
    old = sa.select(JournalEntry.seq).where(JournalEntry.words != "", JournalEntry.at < before)
    emptied = sa.update(JournalEntry).where(JournalEntry.seq.in_(old.limit(HANDFUL)))
    done = db.session.execute(
        emptied.values(words="", salt=""), execution_options={"synchronize_session": False}
    )
    return cast("sa.CursorResult[tuple[()]]", done).rowcount
