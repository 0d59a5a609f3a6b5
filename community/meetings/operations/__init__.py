"""The verbs of meetings."""

from community.meetings.operations.calendars import make_calendar_address, revoke_calendar_address
from community.meetings.operations.chairing import (
    hand_chair,
    lock_joins,
    note_chair_seen,
    offer_chair,
    pause_meeting,
    take_chair,
)
from community.meetings.operations.dates import materialise
from community.meetings.operations.departures import (
    leave_meetings,
    note_released,
    note_waiting,
    note_words,
    step_out,
    step_out_everywhere,
)
from community.meetings.operations.duties import sign_up, step_back
from community.meetings.operations.filling import fill_meetings
from community.meetings.operations.floor import (
    answer_call,
    call_next,
    call_person,
    end_share,
    expire_call,
    extend_share,
    paste_reading,
    skip_person,
    thank_person,
)
from community.meetings.operations.following import follow_meeting, unfollow_meeting
from community.meetings.operations.formats import (
    add_version,
    adopt_format,
    archive_format,
    copy_format,
    restore_format,
)
from community.meetings.operations.importing import Tally, Undone, import_meetings
from community.meetings.operations.landing import Wish
from community.meetings.operations.meetings import (
    NewMeeting,
    add_meeting,
    change_meeting,
    end_meeting,
)
from community.meetings.operations.participation import (
    count_minutes,
    credit_sitting,
)
from community.meetings.operations.phases import (
    close_sitting,
    end_by_itself,
    next_phase,
    open_lobby,
    run_as_lounge,
    set_topic,
)
from community.meetings.operations.private import celebrate, read_along
from community.meetings.operations.queue import (
    InQueue,
    lower_hand,
    move_in_queue,
    newcomers_first,
    raise_hand,
)
from community.meetings.operations.sittings import (
    cancel_sitting,
    move_sitting,
    note_sitting,
    restore_sitting,
)
from community.meetings.operations.slips import make_slip
from community.meetings.operations.tending import (
    ask_for_stand_in,
    close_missed,
    open_if_due,
    remind,
    turn_if_due,
)
from community.meetings.operations.votes import close_motion, open_motion, vote

__all__ = [
    "InQueue",
    "NewMeeting",
    "Tally",
    "Undone",
    "Wish",
    "add_meeting",
    "add_version",
    "adopt_format",
    "answer_call",
    "archive_format",
    "ask_for_stand_in",
    "call_next",
    "call_person",
    "cancel_sitting",
    "celebrate",
    "change_meeting",
    "close_missed",
    "close_motion",
    "close_sitting",
    "copy_format",
    "count_minutes",
    "credit_sitting",
    "end_by_itself",
    "end_meeting",
    "end_share",
    "expire_call",
    "extend_share",
    "fill_meetings",
    "follow_meeting",
    "hand_chair",
    "import_meetings",
    "leave_meetings",
    "lock_joins",
    "lower_hand",
    "make_calendar_address",
    "make_slip",
    "materialise",
    "move_in_queue",
    "move_sitting",
    "newcomers_first",
    "next_phase",
    "note_chair_seen",
    "note_released",
    "note_sitting",
    "note_waiting",
    "note_words",
    "offer_chair",
    "open_if_due",
    "open_lobby",
    "open_motion",
    "paste_reading",
    "pause_meeting",
    "raise_hand",
    "read_along",
    "remind",
    "restore_format",
    "restore_sitting",
    "revoke_calendar_address",
    "run_as_lounge",
    "set_topic",
    "sign_up",
    "skip_person",
    "step_back",
    "step_out",
    "step_out_everywhere",
    "take_chair",
    "thank_person",
    "turn_if_due",
    "unfollow_meeting",
    "vote",
]
