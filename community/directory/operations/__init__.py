"""The verbs of the directory."""

from community.directory.operations.importing import accept_batch, bring_in, discard_batch
from community.directory.operations.keeping import (
    change_entry,
    check_entry,
    open_list,
    put_back,
    remind_keepers,
    retire_entry,
    take_over,
)
from community.directory.operations.leaving import forget_suggestions, lay_down
from community.directory.operations.suggesting import accept_entry, refuse_entry, suggest_entry

__all__ = [
    "accept_batch",
    "accept_entry",
    "bring_in",
    "change_entry",
    "check_entry",
    "discard_batch",
    "forget_suggestions",
    "lay_down",
    "open_list",
    "put_back",
    "refuse_entry",
    "remind_keepers",
    "retire_entry",
    "suggest_entry",
    "take_over",
]
