"""What the kernel keeps of people: the log of streams and the record of acts, in ids alone (L1.9, L8.8)."""

from community.groups.personal import by
from community.journal import JournalEntry
from community.personal import Personal
from community.realtime.streams import Entry
from community.registry import registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Entry,
            ("actor_id",),
            withheld="it orders what is in the other files, and says nothing more",
            stays="it holds ids and times, and gives a conversation its order",
            mine=by(Entry.actor_id),
        ),
        Personal(
            JournalEntry,
            ("actor",),
            withheld="it is a record in ids, chained so that nobody can alter it",
            stays="the record of acts stays, in ids alone",
        ),
    )
