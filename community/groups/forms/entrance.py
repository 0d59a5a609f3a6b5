"""What people type who come in, and who let them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from community.groups.models import QUESTIONS
from community.members.fields import Fields
from community.members.forms import new_handle

LONGEST_ANSWER = 600
INVITATION_DAYS = (1, 7, 30)
INVITATION_USES = (1, 5, 20, 50)


@dataclass(frozen=True)
class JoinForm:
    """The name somebody will go by in a group, the answers to its questions, the link they came by."""

    handle: str
    answers: tuple[str, ...] = ()
    invitation: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "JoinForm":
        """Raises Invalid with a sentence per field."""
        names = tuple(f"answer_{number}" for number in range(1, QUESTIONS + 1))
        fields = Fields(raw, ("handle", "invitation", *names))
        handle = new_handle(fields)
        answers = tuple(fields.words(name, LONGEST_ANSWER) for name in names)
        form = cls(handle, answers, fields.optional_line("invitation"))
        fields.finish()
        return form


@dataclass(frozen=True)
class InvitationForm:
    """How long a link lasts, in days, and how many people it brings in."""

    days: int
    uses: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "InvitationForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("days", "uses"))
        days = fields.one_of("days", (str(number) for number in INVITATION_DAYS))
        uses = fields.one_of("uses", (str(number) for number in INVITATION_USES))
        fields.finish()
        return cls(int(days), int(uses))
