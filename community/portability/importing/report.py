"""What the operator reads after an import: what was added, what was not and why, and what is to do now."""

from flask_babel import gettext as _
from flask_babel import ngettext

from community.portability.importing.models import BOARD, POST, ROOM, SLACK, TOPIC, USER
from community.portability.importing.shapes import Community
from community.portability.importing.work import Tally

SHOWN, FILES_SHOWN = 12, 3
"""Lines, or files, that are named after a sentence."""


def report(community: Community, tally: Tally, dry: bool) -> str:
    """The counts, what is to be told of rows, and what is to do."""
    lines = [_counts(community, tally), *_more(tally)]
    lines += (f"{_where(places)}: {said}" for said, places in community.notes.found.items())
    if dry:
        return "\n".join([*lines, _("This was a dry run: nothing was changed.")])
    if not tally.anything:
        return "\n".join([*lines, _("Nothing new: nothing was changed.")])
    if community.kind == SLACK:
        lines.append(_("The rooms are for reading, and kept until an administrator sets a time."))
    lines.append(
        _(
            "Nobody sees any of it yet: an administrator reads the notice at /site/imports and says yes there."
        )
    )
    return "\n".join(lines)


def _counts(community: Community, tally: Tally) -> str:
    said: str = _(
        "%(posts)d posts: %(added)d added, %(known)d known, %(out)d left out, %(refused)d rows refused",
        posts=community.total, added=tally.added[POST], known=tally.known, out=tally.kept_out,
        refused=community.refused,
    )  # fmt: skip
    return said


def _more(tally: Tally) -> list[str]:
    added = tally.added
    if ROOM in added:
        counted = _("Rooms added: %(rooms)d", rooms=added[ROOM])
    else:
        counted = _(
            "Boards added: %(boards)d; topics: %(topics)d",
            boards=added.get(BOARD, 0), topics=added.get(TOPIC, 0),
        )  # fmt: skip
    lines = [counted, _("Writers added, each under a pseudonym: %(people)d", people=added[USER])]
    if tally.kept_out:
        lines.append(
            _(
                "%(count)d posts belong to what is seen already, and nothing is added there: they were left out.",
                count=tally.kept_out,
            )
        )
    return lines


def _where(places: list[int | str]) -> str:
    numbers = [place for place in places if isinstance(place, int)]
    if not numbers:
        named = dict.fromkeys(str(place) for place in places)
        return (
            f"{ngettext('Once', '%(num)d times', len(places))} ({_named(list(named), FILES_SHOWN)})"
        )
    if len(numbers) == 1:
        return str(_("Line %(number)d", number=numbers[0]))
    return f"{_('%(count)d lines', count=len(numbers))} ({_named(_spans(sorted(numbers)))})"


def _named(places: list[str], most: int = SHOWN) -> str:
    return ", ".join(places[:most]) + (", …" if len(places) > most else "")


def _spans(numbers: list[int]) -> list[str]:
    """1, 2, 3, 7 as 1-3 and 7."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number - spans[-1][1] <= 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]
