"""What people type about meetings, checked; anything unexpected is refused in words."""

from community.meetings.forms.calendars import CalendarForm
from community.meetings.forms.formats import FormatForm, NameForm
from community.meetings.forms.live import MotionForm, TopicForm
from community.meetings.forms.private import CelebrationForm, ReadingAlongForm, SlipForm
from community.meetings.forms.schedule import MeetingForm, MoveForm, NoteForm
from community.meetings.forms.sheets import Sheet
from community.meetings.forms.week import WeekForm

__all__ = [
    "CalendarForm",
    "CelebrationForm",
    "FormatForm",
    "MeetingForm",
    "MotionForm",
    "MoveForm",
    "NameForm",
    "NoteForm",
    "ReadingAlongForm",
    "Sheet",
    "SlipForm",
    "TopicForm",
    "WeekForm",
]
