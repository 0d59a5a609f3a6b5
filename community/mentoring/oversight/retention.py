"""How long what belongs to oversight stays: the year that a rule looks back (L7.10, L12.3)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.mentoring.oversight.models import Pulse, Signal
from community.mentoring.oversight.rules import A_YEAR
from community.purging import in_handfuls
from community.registry import Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "mentor-pulses", _l("Answers about a mentorship"),
            _l("How each of the two said that it goes, for themselves."), "L7.10", A_YEAR.days + 1,
            in_handfuls(Pulse, _asked), (Pulse,), least=A_YEAR.days + 1,
        ),
        Purgeable(
            "mentor-signals", _l("What was noticed in mentorships"),
            _l("Which rule met something in what is counted, and what a lead noted after looking."), "L7.10", 365,
            in_handfuls(Signal, _looked), (Signal,), least=30,
        ),
    )  # fmt: skip


def _asked(before: object) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = Pulse.lapses_at < before
    return found


def _looked(before: object) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = Signal.looked_at < before
    return found
