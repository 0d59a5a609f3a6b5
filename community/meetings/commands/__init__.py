"""bin/hearth: meetings planned one by one, and whole lists of them."""

from community.meetings.commands.importing import import_meetings
from community.meetings.commands.planning import meeting

__all__ = ["import_meetings", "meeting"]
