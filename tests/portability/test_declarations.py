"""Whatever names a person is declared: to be taken along, and to be deleted, or with the reason why not (L1.9)."""

import re

import sqlalchemy as sa
from flask import Flask

from community.extensions import db
from community.registry import registry
from tests.laws import law

PEOPLE = {"members", "memberships"}
SOUNDS_LIKE_A_PERSON = re.compile(
    r"(^|_)(member|membership|actor|author|owner|starter|holder|chair|blocker|blocked|mentor|mentee|asker)_id$"
    r"|^(author|actor|owner|member)$|_by$"
)
A_PROCESS = {("sittings", "chair_seen_by")}


def names_a_person(column: sa.Column) -> bool:
    """By its reference, or by its name where it has none."""
    refers = {key.column.table.name for key in column.foreign_keys}
    return bool(refers & PEOPLE) or (not refers and bool(SOUNDS_LIKE_A_PERSON.search(column.name)))


@law("L1.9")
def test_every_table_with_a_person_in_it_is_declared(app: Flask) -> None:
    declared = {
        (kept.table.__tablename__, name)
        for kept in registry.personal.values()
        for name in kept.columns
    }
    there = {
        (table.name, column.name)
        for table in db.metadata.tables.values()
        for column in table.columns
        if names_a_person(column)
    }
    assert len(there) > 30
    assert there - declared - A_PROCESS == set(), "declare it in personal.py of its feature"


@law("L1.9")
def test_what_is_declared_is_there(app: Flask) -> None:
    for kept in registry.personal.values():
        assert set(kept.columns) <= set(kept.table.__table__.columns.keys()), kept.table


@law("L1.9")
def test_what_is_not_taken_along_or_not_deleted_has_its_reason(app: Flask) -> None:
    for kept in registry.personal.values():
        assert bool(kept.shown) != bool(kept.withheld), kept.table
        assert bool(kept.shown) == bool(kept.name and kept.title), kept.table
        assert not (kept.erase and kept.stays), kept.table
    names = [kept.name for kept in registry.personal.values() if kept.shown]
    assert len(names) == len(set(names))
