"""Meetings from somebody's list: added, changed, ended, in one unit or not at all.

A row is known again by its list and its id there. What people changed here stays: a field follows the list only
where it still says what the list said before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import OPERATOR
from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.journal import record
from community.meetings import queries
from community.meetings.feeds.listed import FIELDS, Feed, Listed, Unlisted
from community.meetings.feeds.weekly import chunks, first_of, rule_for, when_of
from community.meetings.models import Meeting
from community.meetings.models.schedule import PUBLIC, UNLISTED
from community.meetings.operations.landing import Groups, OwnMeetings, Slugs, Wish, group_name_of
from community.operations import operation
from community.turns import in_turns

AT_ONCE = 200
"""Meetings that one statement writes."""


@dataclass
class Tally:
    """What became of every row."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: list[Unlisted] = field(default_factory=list)
    notes: dict[str, list[int]] = field(default_factory=dict)
    touched: list[int] = field(default_factory=list)

    def note(self, sentence: str, number: int) -> None:
        """Something the operator should know of a row."""
        self.notes.setdefault(sentence, []).append(number)


class Undone(Exception):
    """A dry run: everything was done and is taken back; `tally` says what it would have been."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally


@operation
def import_meetings(feed: Feed, wish: Wish) -> Tally:
    """Make this site's meetings of that list what the list says. Raises Conflict, and Undone if dry."""
    work = _Work(feed, wish)
    for row in in_turns(feed.rows):
        work.take(row)
    work.settle()
    work.end_what_is_gone()
    work.write()
    tally = work.tally
    if wish.dry:
        raise Undone(tally)
    if tally.added or tally.changed or tally.removed:
        facts = {"added": tally.added, "changed": tally.changed, "removed": tally.removed}
        record(OPERATOR, "meetings:feed:imported", "site", facts)
    return tally


class _Work:
    """One import under way: what is known, what is to be written."""

    def __init__(self, feed: Feed, wish: Wish) -> None:
        self.tally = Tally()
        self._feed, self._wish, self._moment = feed, wish, now()
        self._known = {row.external_id: row for row in queries.imported_meetings(feed.source)}
        _check_it_is_the_same_list(feed, self._known)
        self._own = OwnMeetings(feed)
        self._groups = Groups(wish, self._known.values(), feed)
        self._slugs = Slugs()
        self._seen: set[str] = set()
        self._differing: list[tuple[Any, Listed]] = []
        self._added: list[dict[str, Any]] = []
        self._changed: list[dict[str, Any]] = []

    def take(self, row: Listed | Unlisted) -> None:
        """Decide about one row."""
        if isinstance(row, Unlisted):
            self.tally.refused.append(row)
            self._seen |= {row.external_id} if row.keeps else set()
            return
        for repair in row.repairs:
            self.tally.note(repair, row.number)
        self._seen.add(row.external_id)
        known = self._known.get(row.external_id)
        if known is not None and known.ended_at is None and known.imported == _kept(row):
            self.tally.unchanged += 1  # the list says what it said before: whatever is here stays
        elif known is not None:
            self._differing.append((known, row))
        elif self._own.has(row):
            self.tally.unchanged += 1
        else:
            self._add(row)

    def _add(self, row: Listed) -> None:
        self.tally.added += 1
        made = {
            "id": new_id(), "group_id": self._groups.of(row), "slug": self._slugs.free(row.slug),
            "visibility": UNLISTED if self._wish.unlisted else PUBLIC, "source": self._feed.source,
            "external_id": row.external_id, "imported": _kept(row), "created_at": self._moment,
            "changed_at": self._moment, "sequence": 0, **_columns(row.facts, self._moment),
        }  # fmt: skip
        self._added.append(made)
        self.tally.touched.append(made["id"])

    def settle(self) -> None:
        """Where the list says something new: field by field, what it said, what it says, what stands here."""
        here = queries.facts_of([known.id for known, _row in self._differing])
        for known, row in in_turns(self._differing):
            self._settle(known, row, here[known.id])

    def _settle(self, known: Any, row: Listed, here: Any) -> None:
        gone = known.imported.get("gone", False)
        if known.ended_at is not None and not gone:
            self.tally.unchanged += 1
            return self.tally.note(_("It was ended here and stays ended."), row.number)
        changes = {name: row.facts[name] for name in self._to_follow(known, row, here)}
        self._note_move(known, row)
        if not changes and not gone:
            self.tally.unchanged += 1
            if _kept(row) != known.imported:
                self._changed.append({"id": known.id, "imported": _kept(row)})
            return None
        self.tally.changed += 1
        self.tally.touched.append(known.id)
        self._changed.append(
            {
                "id": known.id, "imported": _kept(row), "ended_at": None, "changed_at": self._moment,
                "sequence": known.sequence + 1, **_changed_columns(here, row.facts, changes, self._moment),
            }
        )  # fmt: skip
        return None

    def _to_follow(self, known: Any, row: Listed, here: Any) -> Iterable[str]:
        """The fields that follow the list now."""
        facts = _facts(here)
        for name in FIELDS:
            before, after = known.imported.get(name), row.facts[name]
            if before == after or facts[name] == after:
                continue
            if facts[name] == before:
                yield name
            else:
                said = _("%(field)s was changed here and in the list; ours stays.", field=name)
                self.tally.note(said, row.number)

    def _note_move(self, known: Any, row: Listed) -> None:
        if self._wish.group_id is None and group_name_of(row) != known.imported.get("group"):
            said = _(
                "It names another group now: %(group)s. It stays where it is.", group=row.group
            )
            self.tally.note(said, row.number)

    def end_what_is_gone(self) -> None:
        """What the list does not name any longer has ended."""
        for known in in_turns(self._known.values()):
            if known.external_id not in self._seen and known.ended_at is None:
                self.tally.removed += 1
                self.tally.touched.append(known.id)
                self._changed.append(
                    {
                        "id": known.id, "ended_at": self._moment, "changed_at": self._moment,
                        "sequence": known.sequence + 1, "imported": {**known.imported, "gone": True},
                    }
                )  # fmt: skip

    def write(self) -> None:
        """All of it, in few statements."""
        table = cast(sa.Table, Meeting.__table__)  # past the ORM: twice as fast
        for some in in_turns(chunks(self._added, AT_ONCE)):
            db.session.execute(sa.insert(table), some)
        for some in in_turns(chunks(self._changed, AT_ONCE)):
            db.session.execute(sa.update(Meeting), some)


def _kept(row: Listed) -> dict[str, Any]:
    return {**row.facts, "group": group_name_of(row)}


def _facts(here: Any) -> dict[str, Any]:
    """What stands here now, in a list's terms."""
    facts = {name: getattr(here, name) for name in FIELDS if name != "when"}
    return {**facts, "when": when_of(here.rule, here.starts)}


def _columns(facts: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
    when = facts["when"]
    plain = {name: value for name, value in facts.items() if name != "when"}
    starts = first_of(when, facts["zone"], moment)
    return {**plain, "starts": starts, "rule": rule_for(when), "room_id": None, "format_id": None}


def _changed_columns(
    here: Any, facts: Mapping[str, Any], changes: Mapping[str, Any], moment: datetime
) -> dict[str, Any]:
    plain = {name: value for name, value in changes.items() if name != "when"}
    if "when" in changes:
        zone = changes.get("zone", here.zone)
        plain |= {"starts": first_of(facts["when"], zone, moment), "rule": rule_for(facts["when"])}
    return plain


def _check_it_is_the_same_list(feed: Feed, known: Mapping[str, Any]) -> None:
    """Two files of one name must not end each other's meetings, nor an empty one everything."""
    if feed.is_named or not any(row.ended_at is None for row in known.values()):
        return
    if any(_is_of_it(row, known.get(row.external_id)) for row in feed.rows):
        return
    raise Conflict(
        _(
            "Another list of this name was imported before, and no row of it is in this file. Give this one a "
            "name of its own with --source NAME; with the old name, its meetings are ended."
        )
    )


def _is_of_it(row: Listed | Unlisted, before: Any) -> bool:
    """Whether a row was in the list before. Many lists number their rows: of a mere number the name must fit."""
    if before is None:
        return False
    name = row.facts["name"] if isinstance(row, Listed) else row.name
    return not row.external_id.isdigit() or before.imported.get("name") == name
