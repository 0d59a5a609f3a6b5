"""What is said about clocks, milestones and slips: warm, plain, and never a judgement (L6.1, L6.2)."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from community.wellbeing.counting import Count
from community.wellbeing.milestones import BY_CODE, DAYS, HOURS, MONTHS

SAID = {
    "about": _l("Count whatever helps you. Nobody else sees a clock, unless you show it to them."),
    "offer_hint": _l("Only if you like. Nobody is told unless you tell them, in your own words."),
    "later": _l("Not now"),
    "stays": _l("Your days stay, and so do your chips."),
    "untold": _l("Nobody is told."),
    "note": _l("A note for yourself, if you like"),
    "note_hint": _l("What was going on, what you noticed. It is stored locked, and only you read it."),
    "plan": _l("My plan"),
    "plan_hint": _l("What you wrote down for a day like this."),
    "someone": _l("Someone to talk to"),
    "someone_hint": _l("Lines that answer at any hour, and people of your group."),
    "nothing": _l("Nothing now"),
    "nothing_hint": _l("That is fine too."),
    "beside": _l("You need not begin again: this clock goes on. If a fresh one beside it helps you, make one."),
    "behind": _l("Days that were counted once stay. The count waits until they are there again."),
    "ended": _l("This clock stands still. Its days and chips stay."),
}  # fmt: skip


def milestone(code: str) -> str:
    """A milestone by its code, as `30 days`."""
    what = BY_CODE[code]
    if what.unit == HOURS:
        return str(ngettext("One hour", "%(num)d hours", what.number))
    if what.unit == DAYS:
        return str(ngettext("One day", "%(num)d days", what.number))
    if what.unit == MONTHS:
        return str(ngettext("One month", "%(num)d months", what.number))
    return str(ngettext("One year", "%(num)d years", what.number))


def days(number: int) -> str:
    """So many days."""
    return str(ngettext("one day", "%(num)d days", number))


def kept_of(kept: int, total: int) -> str:
    """How many days were kept, of all."""
    return str(ngettext("%(kept)d of one day", "%(kept)d of %(num)d days", total, kept=kept))


def this_time(count: Count) -> str:
    """How it stands since the last slip; nothing where there was none, or it was just now."""
    if not count.slipped or count.this_time < 1:
        return ""
    return str(ngettext("One day this time.", "%(num)d days this time.", count.this_time))


def afterwards(count: Count, ago: int) -> str:
    """After a slip, so many days ago: what stays, and when the next day begins."""
    following = {0: _("The next one starts tomorrow."), 1: _("The next one starts today.")}
    return f"{kept_of(count.kept, count.total)}. {following.get(ago) or this_time(count)}".rstrip()


def who_can_tell(groups: Sequence[str], mentors: Sequence[str]) -> str:
    """Who can tell from what is shown, or may be read, that something slipped."""
    said = []
    if groups:
        there = ", ".join(groups)
        said.append(_("You show slips to %(groups)s, so people there can tell.", groups=there))
    said += [_("Your mentor %(who)s can read slips of this clock.", who=one) for one in mentors]
    return " ".join(said) or str(SAID["untold"])
