"""An entry of the directory as somebody reports it (L8.1)."""

from flask_babel import lazy_gettext as _l

from community.directory import queries
from community.directory.models import Listing
from community.errors import NotFound
from community.registry import Reportable, Reported

KIND = "entry"


def entry_reported(member_id: int, ref: str) -> Reported:
    """An entry that this member may see. Raises NotFound."""
    entry, _keeper = queries.entry_for(member_id, _number(ref))
    return _reported(entry)


def entry_at(ref: str) -> Reported | None:
    """An entry, for one who works on its case."""
    entry = queries.entry_by_id(_number(ref))
    return _reported(entry) if entry is not None else None


ENTRIES = Reportable(
    KIND,
    _l("Report “%(who)s” in the directory"),
    _l("“%(who)s” in the directory"),
    entry_reported,
    entry_at,
)


def _number(ref: str) -> int:
    kind, _colon, number = ref.partition(":")
    if kind != KIND or not number.isascii() or not number.isdigit() or len(number) > 16:
        raise NotFound
    return int(number)


def _reported(entry: Listing) -> Reported:
    """It is nobody's: whoever suggested it is not named by a report of it."""
    ref = f"{KIND}:{entry.id}"
    return Reported(KIND, ref, entry.name, entry.address_here, entry.group_id)
