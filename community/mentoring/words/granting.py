"""What a mentee can let a mentor read, each item with what exactly is read then (L6.1, L7.8)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.wellbeing.models.grants import CLOCK, HELPS, MOODS, PLAN, SLIPS, WARNINGS
from community.wellbeing.queries.clocks import Told

ITEMS = {
    MOODS: (
        _l("How your days were"),
        _l("The mood of each of the last 30 days. No urge, no sleep, no word that you wrote."),
    ),
    PLAN: (_l("Your plan"), _l("All of it, as it stands at that moment.")),
    HELPS: (
        _l("What helps when a day is hard"),
        _l(
            "That list of your plan, and no other. In the channel it stands beside your words while a day is hard: if "
            "you let your moods or what your days say be read too."
        ),
    ),
    WARNINGS: (
        _l("What your days say"),
        _l("When your days have changed a good deal, they are told which way, after you. No number, and no word."),
    ),
}  # fmt: skip
"""By item: what it is, and what is read."""


def items_of(clocks: list[Told]) -> list[tuple[str, str, str]]:
    """Every item that can be granted: its code, what it is, and what is read then."""
    found = [(what, str(name), str(read)) for what, (name, read) in ITEMS.items()]
    for told in (each for each in clocks if not each.ended):
        number, name = told.id, told.name
        found += [
            (f"{CLOCK}:{number}", name, _("Its name and its days. A slip cannot be told from it.")),
            (f"{SLIPS}:{number}", _("%(clock)s, with slips", clock=name), _("How many of its days were kept too.")),
        ]  # fmt: skip
    return found
