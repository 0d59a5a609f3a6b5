"""What the operator reads after an import: every row is accounted for."""

from collections.abc import Iterable

from flask_babel import gettext as _

from community.meetings.feeds.listed import Feed, Unlisted
from community.meetings.operations import Tally
from community.turns import in_turns

SHOWN = 12
"""Row numbers that are named after a repair."""


def report(feed: Feed, tally: Tally, dry: bool = False) -> str:
    """The counts, then a line for each refused row, then what was repaired."""
    counts = _(
        "%(rows)d rows: %(added)d added, %(changed)d changed, %(unchanged)d unchanged, %(refused)d refused",
        rows=len(feed.rows), added=tally.added, changed=tally.changed, unchanged=tally.unchanged,
        refused=len(tally.refused),
    )  # fmt: skip
    lines = [counts, _("%(removed)d removed", removed=tally.removed)]
    lines += map(_refusal, in_turns(tally.refused))
    lines += (f"{_('In the file')}: {repair}" for repair in feed.repairs)
    lines += (f"{_rows(numbers)}: {said}" for said, numbers in tally.notes.items())
    if dry:
        lines.append(_("This was a dry run: nothing was changed."))
    return "\n".join(lines)


def _refusal(row: Unlisted) -> str:
    named = _("Row %(number)d", number=row.number) + (f", {row.name}" if row.name else "")
    return f"{named}: {row.reason}"


def _rows(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return str(_("Row %(number)d", number=numbers[0]))
    named = ", ".join(_spans(numbers[: 10 * SHOWN])[:SHOWN])
    return str(_("%(count)d rows (%(named)s)", count=len(numbers), named=named))


def _spans(numbers: Iterable[int]) -> list[str]:
    """1, 2, 3, 7 as 1-3 and 7."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]
