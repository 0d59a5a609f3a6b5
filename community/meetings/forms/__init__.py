"""What people type about meetings, checked; anything unexpected is refused in words."""

from community.meetings.forms.formats import FormatForm, NameForm
from community.meetings.forms.live import MotionForm, TopicForm

__all__ = ["FormatForm", "MotionForm", "NameForm", "TopicForm"]
