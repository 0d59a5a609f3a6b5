"""What people of office, and those who turn to them, type."""

from community.moderation.forms.acts import ActForm, lengths
from community.moderation.forms.cases import AnswerForm, AppealForm, NoteForm, OutcomeForm, StepForm
from community.moderation.forms.duty import AbsenceForm, HandOverForm, LimitForm, ShiftForm
from community.moderation.forms.guarding import LOCK_HOURS, RAID_HOURS, GuardForm, hours_offered
from community.moderation.forms.procedures import DoneForm, OpeningForm, SecondForm
from community.moderation.forms.reports import OutsideForm, ReportForm
from community.moderation.forms.watching import LANGUAGES, RuleForm

__all__ = [
    "LANGUAGES",
    "LOCK_HOURS",
    "RAID_HOURS",
    "AbsenceForm",
    "ActForm",
    "AnswerForm",
    "AppealForm",
    "DoneForm",
    "GuardForm",
    "HandOverForm",
    "LimitForm",
    "NoteForm",
    "OpeningForm",
    "OutcomeForm",
    "OutsideForm",
    "ReportForm",
    "RuleForm",
    "SecondForm",
    "ShiftForm",
    "StepForm",
    "hours_offered",
    "lengths",
]
