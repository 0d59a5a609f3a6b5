"""The verbs of mentoring."""

from community.mentoring.operations.answering import accept_ask, decline_ask
from community.mentoring.operations.asks import ask_mentor, deliver_ask, expire_ask, withdraw_ask
from community.mentoring.operations.consequences import (
    be_shut_out,
    be_shut_out_everywhere,
    block,
    leave_mentoring,
)
from community.mentoring.operations.life import (
    accept_agreement,
    go_on,
    leave,
    part,
    pause,
    resume,
)
from community.mentoring.operations.mentors import (
    apply_to_mentor,
    ask_to_vouch,
    decline_vouch,
    give_vouch,
    pass_quiz,
    pause_asks,
    renew_mentor,
    set_places,
    stop_mentoring,
)
from community.mentoring.operations.tending import remind_mentor, tend_mentorship
from community.mentoring.operations.vetting import approve_mentor, refuse_mentor

__all__ = [
    "accept_agreement", "accept_ask", "apply_to_mentor", "approve_mentor", "ask_mentor", "ask_to_vouch",
    "be_shut_out", "be_shut_out_everywhere", "block", "decline_ask", "decline_vouch", "deliver_ask", "expire_ask",
    "give_vouch", "go_on", "leave", "leave_mentoring", "part", "pass_quiz", "pause", "pause_asks", "refuse_mentor",
    "remind_mentor", "renew_mentor", "resume", "set_places", "stop_mentoring", "tend_mentorship", "withdraw_ask",
]  # fmt: skip
