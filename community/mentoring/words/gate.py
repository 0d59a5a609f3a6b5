"""What the gate says to somebody who would like to ask (L7.2): what is missing between the two, in numbers."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from community.mentoring.gate import APART, NEEDED, Gate, Missing, Tally

A_DAY = timedelta(days=1)


def missing_in(gate: Gate, name: str) -> list[str]:
    """A sentence for each thing that is missing between the reader and whoever goes by that name; none if open."""
    return [_sentence(what, gate.tally, name) for what in gate.missing]


def missing(gate: Gate, name: str) -> str:
    """The same as one text; empty where the gate is open."""
    return " ".join(missing_in(gate, name))


def how_it_opens() -> str:
    """What the gate asks of everybody, and why."""
    return _(
        "You can ask somebody once you have met in %(needed)d events of this group, and the first and the last of "
        "them are at least %(days)d days apart. A meeting counts if you both stayed for half of it and both said "
        "something; a topic, if you both wrote in it within a week. Lounges do not count. It is the same for "
        "everybody, so that nobody is asked by a stranger.",
        needed=NEEDED, days=APART.days,
    )  # fmt: skip


def _sentence(what: Missing, tally: Tally, name: str) -> str:
    if what is Missing.EVENTS:
        return _events(tally, name)
    if what is Missing.TIME:
        return _time(tally)
    if what is Missing.OWN_STANDING:
        return _(
            "For now you are kept from taking part in this group. You can ask once that is over."
        )
    return _("%(name)s cannot be asked at the moment.", name=name)


def _events(tally: Tally, name: str) -> str:
    if not tally.events:
        return _(
            "You and %(name)s have not met in any of the %(needed)d events yet.", name=name, needed=NEEDED
        )  # fmt: skip
    return ngettext(
        "You and %(name)s have met in %(num)d of the %(needed)d events.",
        "You and %(name)s have met in %(num)d of the %(needed)d events.",
        tally.events, name=name, needed=NEEDED,
    )  # fmt: skip


def _time(tally: Tally) -> str:
    if tally.events < NEEDED:
        return _("The first and the last need to be at least %(days)d days apart.", days=APART.days)
    days, rest = divmod(tally.apart, A_DAY)
    hours = rest // timedelta(hours=1)
    told = ngettext("%(num)d day", "%(num)d days", days)
    if hours:
        told = _(
            "%(days)s and %(hours)s",
            days=told,
            hours=ngettext("%(num)d hour", "%(num)d hours", hours),
        )
    return _(
        "Your first and last event are %(apart)s apart. They need to be at least %(days)d days apart.",
        apart=told, days=APART.days,
    )  # fmt: skip
