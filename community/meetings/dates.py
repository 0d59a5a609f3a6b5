"""A meeting's coming dates as one reader sees them: when, how they stand, and who does what (L5.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from community.groups.models import Place
from community.groups.policies import can_read, can_see_people
from community.meetings import policies
from community.meetings.lines import Line, Lines
from community.meetings.models import Sitting
from community.meetings.models.sittings import LOBBY, ROLES, SHARED_ROLES
from community.meetings.queries import Signed


@dataclass(frozen=True)
class Role:
    """A role at one date. `people` are handles, empty where the reader has blocked somebody; `free` for them."""

    name: str
    words: str
    people: Sequence[str]
    mine: bool
    free: bool


@dataclass(frozen=True)
class Date:
    """One date with its roles, and when its room opens."""

    line: Line
    roles: Sequence[Role]
    opens: datetime
    can_sign_up: bool

    @property
    def chair(self) -> str:
        """Who is down to chair it, if anybody is."""
        return next((", ".join(role.people) for role in self.roles if role.name == "chair"), "")


class Dates:
    """Makes dates for a reader who stands so in the group; `hidden` are those whom they have blocked."""

    def __init__(self, place: Place, zone: str, moment: datetime, hidden: frozenset[int]) -> None:
        self._place, self._moment, self._hidden = place, moment, hidden
        self._lines = Lines(zone, moment, [place.group.id] if can_read(place) else [])

    def of(self, sittings: Iterable[Sitting], rota: Mapping[int, list[Signed]]) -> list[Date]:
        """Several dates of one meeting."""
        return [self.date(one, rota.get(one.id, [])) for one in sittings]

    def date(self, one: Sitting, signed: Sequence[Signed]) -> Date:
        """One date. Roles are shown to members only."""
        shown = ROLES if can_see_people(self._place) else ()
        line = self._lines.line(one)
        return Date(
            line=line,
            roles=[self._role(name, signed) for name in shown],
            opens=(one.starts_at - LOBBY).astimezone(line.at.tzinfo),
            can_sign_up=policies.can_sign_up(self._place, one, self._moment),
        )

    def _role(self, name: str, signed: Sequence[Signed]) -> Role:
        holders = [someone for someone in signed if someone.role == name]
        me = self._place.membership
        mine = me is not None and me.id in [someone.membership_id for someone in holders]
        people = [self._called(someone, me.id if me is not None else None) for someone in holders]
        free = not mine and (not holders or name in SHARED_ROLES)
        return Role(name, role_in_words(name), people, mine, free)

    def _called(self, someone: Signed, me: int | None) -> str:
        if someone.membership_id == me:
            return str(_("you"))
        if someone.membership_id in self._hidden:
            return str(_("taken"))
        return someone.handle


def role_in_words(name: str) -> str:
    """What a role is called."""
    words = {
        "chair": _("Chair"), "cochair": _("Co-chair"), "greeter": _("Greeter"), "timer": _("Timer"),
        "reader": _("Reader"), "liaison": _("For newcomers"),
    }  # fmt: skip
    return str(words.get(name, name))
