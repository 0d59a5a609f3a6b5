"""Looking for help, always in somebody's name; `None` is a stranger's."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from community.directory import policies
from community.directory.models import Listing
from community.directory.policies import Keeper
from community.directory.queries.keepers import is_for_members_only, keeper_of
from community.directory.queries.lists import in_list
from community.errors import NotFound, Unauthenticated
from community.extensions import db
from community.groups.models import Group, Place
from community.groups.queries import place_for

A_PAGE = 30
AS_TEXT = sa.cast(Listing.languages, sa.Text)
"""A list of languages as it is written down; the two databases read into JSON in different ways."""

WORDS = 6
"""Words of a search that count."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, a kind, a country, a language; empty is any. `page` counts from 1."""

    words: str = ""
    kind: str = ""
    country: str = ""
    language: str = ""
    page: int = 1

    @property
    def is_anything(self) -> bool:
        """Whether something was chosen."""
        return any((self.words, self.kind, self.country, self.language))


@dataclass(frozen=True)
class Shelf:
    """One list as its reader finds it. `place` is None for the site's own."""

    keeper: Keeper
    place: Place | None = None
    found: tuple[Listing, ...] = ()
    more: bool = False
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def group(self) -> Group | None:
        """The group whose list it is."""
        return self.place.group if self.place is not None else None

    @property
    def is_kept(self) -> bool:
        """Whether the reader looks after it."""
        return policies.can_keep_list(self.keeper, self.group.id if self.group else None)


def site_list(member_id: int | None, wanted: Wanted) -> Shelf:
    """The site's list. Raises Unauthenticated where it is for members only."""
    if not policies.can_read_list(None, member_id is not None, is_for_members_only()):
        raise Unauthenticated
    return _shelf(keeper_of(member_id), None, wanted)


def group_list(member_id: int, slug: str, wanted: Wanted) -> Shelf:
    """A group's list. Raises NotFound for whoever may not read the group."""
    place = place_for(member_id, slug)
    if not policies.can_read_list(place, True, False):
        raise NotFound
    return _shelf(keeper_of(member_id), place, wanted)


def _shelf(keeper: Keeper, place: Place | None, wanted: Wanted) -> Shelf:
    group_id = place.group.id if place is not None else None
    listed = in_list(group_id).where(Listing.accepted.is_(True), Listing.retired_at.is_(None))
    chosen = _narrowed(listed, wanted).order_by(sa.func.lower(Listing.name), Listing.id)
    some = chosen.limit(A_PAGE + 1).offset((wanted.page - 1) * A_PAGE)
    found = list(db.session.scalars(some))
    more, countries = len(found) > A_PAGE, sorted(filter(None, _each(listed, Listing.country)))
    return Shelf(keeper, place, tuple(found[:A_PAGE]), more, tuple(countries), _languages(listed))


def _each(listed: sa.Select[Listing], column: sa.SQLColumnExpression[str]) -> Sequence[str]:
    """What stands in that column of a list, each once: files bring in thousands of entries."""
    return db.session.scalars(listed.with_only_columns(column).order_by(None).distinct()).all()


def _languages(listed: sa.Select[Listing]) -> tuple[str, ...]:
    spoken = {each for said in _each(listed, AS_TEXT) for each in json.loads(said)}
    return tuple(sorted(spoken, key=str.casefold))


def _narrowed(listed: sa.Select[Listing], wanted: Wanted) -> sa.Select[Listing]:
    if wanted.kind:
        listed = listed.where(Listing.kind == wanted.kind)
    if wanted.country:
        listed = listed.where(Listing.country.in_((wanted.country, "")))
    if wanted.language:
        listed = listed.where(_holds(AS_TEXT, json.dumps(wanted.language)))
    for word in wanted.words.casefold().split()[:WORDS]:
        listed = listed.where(_holds(Listing.search_words, word))
    return listed


def _holds(column: sa.SQLColumnExpression[str], words: str) -> sa.ColumnElement[bool]:
    literal = re.sub(r"([\\%_])", r"\\\1", words)
    return column.like(f"%{literal}%", escape="\\")
