"""Where the meetings of a list find their place here: in which group, at which address, and which are ours already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from community.actors import OPERATOR
from community.errors import Conflict
from community.groups.forms import GroupForm
from community.groups.forms.groups import LONGEST_NAME
from community.groups.models import BY_ASKING, CLOSED
from community.groups.operations import create_group
from community.meetings import queries
from community.meetings.feeds.listed import Feed, Listed
from community.turns import in_turns

MOST_GROUPS = 500
"""So many groups one file may begin: nobody else can write meanwhile, and each takes a hundredth of a second."""

OWN_PAGE = re.compile(r"(https?://[^/\s]+)/meetings/([a-z0-9-]{1,80})(?:/join)?")


@dataclass(frozen=True)
class Wish:
    """What the operator wants: into which group (else one per name), for whom, listed or not, or only to see."""

    founder_id: int
    group_id: int | None = None
    unlisted: bool = False
    dry: bool = False


def group_name_of(row: Listed) -> str:
    """What the row's group is called; without a group, the meeting's own name."""
    return (row.group or str(row.facts["name"]))[:LONGEST_NAME].strip()


class Groups:
    """Which group a row's meeting goes to: the one that was said, else one for each name in that list."""

    def __init__(self, wish: Wish, known: Iterable[Any], feed: Feed) -> None:
        """Raises Conflict where the list would begin too many."""
        self._wish = wish
        self._by_name: dict[str, int] = {
            str(row.imported.get("group", "")).casefold(): row.group_id for row in known
        }
        rows = (row for row in in_turns(feed.rows) if isinstance(row, Listed))
        named = {group_name_of(row).casefold() for row in rows}
        if wish.group_id is None and len(named - self._by_name.keys()) > MOST_GROUPS:
            raise Conflict(
                _(
                    "This list would begin more than %(most)d groups. Put its meetings into one: --group SLUG.",
                    most=MOST_GROUPS,
                )
            )

    def of(self, row: Listed) -> int:
        """The group's id; it is begun where it is new."""
        if self._wish.group_id is not None:
            return self._wish.group_id
        name = group_name_of(row)
        if name.casefold() not in self._by_name:
            self._by_name[name.casefold()] = self._begin(name, row)
        return self._by_name[name.casefold()]

    def _begin(self, name: str, row: Listed) -> int:
        form = GroupForm(
            name=name, purpose=row.group_about, visibility=CLOSED, joining=BY_ASKING, zone=row.facts["zone"]
        )  # fmt: skip
        return create_group(OPERATOR, form, self._wish.founder_id).id


class Slugs:
    """Addresses that are free."""

    def __init__(self) -> None:
        self._taken = queries.taken_slugs()
        self._last: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """The wanted address, or the next free one beside it."""
        slug = wanted
        while slug in self._taken:
            self._last[wanted] = self._last.get(wanted, 1) + 1
            slug = f"{wanted}-{self._last[wanted]}"
        self._taken.add(slug)
        return slug


class OwnMeetings:
    """Rows that this site wrote itself: they point to its own pages."""

    def __init__(self, feed: Feed) -> None:
        rows = (row for row in in_turns(feed.rows) if isinstance(row, Listed))
        found = {row.number: list(_own_pages(row)) for row in rows}
        self._pages = {number: pages for number, pages in found.items() if pages}
        slugs = {slug for pages in self._pages.values() for _origin, slug in pages}
        self._here = queries.names_by_slug(slugs)
        self._origin = current_app.config["HEARTH"].origin

    def has(self, row: Listed) -> bool:
        """Whether the row is a meeting of ours. Where the site knows no origin of its own, name and zone tell."""
        for origin, slug in self._pages.get(row.number, ()):
            here = self._here.get(slug)
            if here is not None and (self._origin == origin if self._origin else _is(here, row)):
                return True
        return False


def _is(here: tuple[str, str], row: Listed) -> bool:
    return here == (row.facts["name"], row.facts["zone"])


def _own_pages(row: Listed) -> Iterable[tuple[str, str]]:
    for address in row.pages:
        found = OWN_PAGE.fullmatch(address)
        if found:
            yield found[1], found[2]
