"""The verbs of importing: bring in unseen, answer for it, give words to whose they are."""

from community.portability.importing.operations.answering import confirm_import, discard_import
from community.portability.importing.operations.claiming import (
    address_fingerprint,
    claim_words,
    keep_codes,
)
from community.portability.importing.operations.landing import (
    Landing,
    Opening,
    add_lines,
    add_places,
    add_threads,
    add_writers,
    begin_import,
    note_import,
)

__all__ = [
    "Landing",
    "Opening",
    "add_lines",
    "add_places",
    "add_threads",
    "add_writers",
    "address_fingerprint",
    "begin_import",
    "claim_words",
    "confirm_import",
    "discard_import",
    "keep_codes",
    "note_import",
]
