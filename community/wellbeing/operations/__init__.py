"""The verbs of what is one's own."""

from community.wellbeing.operations.chips import celebrate_later, share_chip
from community.wellbeing.operations.clocks import (
    change_clock,
    delete_clock,
    end_clock,
    make_clock,
    record_slip,
    remove_slip,
    rename_clock,
    resume_clock,
    settle_clocks,
)
from community.wellbeing.operations.granting import (
    grant,
    stop_granting,
    stop_granting_between,
    take_back,
)
from community.wellbeing.operations.showing import see_shown_days, show_clock, stop_showing

__all__ = [
    "celebrate_later",
    "change_clock",
    "delete_clock",
    "end_clock",
    "grant",
    "make_clock",
    "record_slip",
    "remove_slip",
    "rename_clock",
    "resume_clock",
    "see_shown_days",
    "settle_clocks",
    "share_chip",
    "show_clock",
    "stop_granting",
    "stop_granting_between",
    "stop_showing",
    "take_back",
]
