"""How programmes and rhythms are said."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from community.mentoring.rhythms import LAST, Rhythm, clock_face

DAYS = (
    _l("Monday"), _l("Tuesday"), _l("Wednesday"), _l("Thursday"), _l("Friday"), _l("Saturday"), _l("Sunday"),
)  # fmt: skip


def rhythm(said: Rhythm) -> str:
    """A rhythm, as `Monday, Thursday, 18:00 to 21:00`; empty where there is none."""
    if not said:
        return ""
    hours = window(said)
    return f"{_days(said)}, {hours}" if hours else _days(said)


def window(said: Rhythm) -> str:
    """Its hours; empty where it is the whole day."""
    if (said.starts, said.until) == (0, LAST):
        return ""
    return _(
        "%(starts)s to %(until)s", starts=clock_face(said.starts), until=clock_face(said.until)
    )


def length(weeks: int) -> str:
    """How long a programme takes."""
    if not weeks:
        return _("No end of its own")
    return ngettext("One week", "%(num)d weeks", weeks)


def _days(said: Rhythm) -> str:
    if said.every:
        return ngettext("Every day", "Every %(num)d days", said.every)
    if len(said.days) == len(DAYS):
        return _("Every day")
    return ", ".join(str(DAYS[day]) for day in said.days)
