"""The journal: every change of a row is found, and words can go without breaking the chain."""

import pytest
import sqlalchemy as sa
from flask import Flask

from community import journal
from community.extensions import db
from community.journal import JournalEntry, JournalHead
from community.operations import operation
from tests.laws import law


@operation
def acts(count: int) -> None:
    """Record some acts."""
    for number in range(count):
        journal.record(7, "test:thing:done", f"thing:{number}", {"n": number}, words="because")


@operation
def tamper(statement: sa.Executable) -> None:
    """Change the table behind the journal's back."""
    db.session.execute(statement)


@law("L8.8")
def test_a_fresh_chain_is_whole(app: Flask) -> None:
    before = len(db.session.scalars(sa.select(JournalEntry)).all())
    acts(5)
    assert journal.verify() is None
    assert len(db.session.scalars(sa.select(JournalEntry)).all()) == before + 5


@law("L8.8")
@pytest.mark.parametrize(
    "change",
    [
        sa.update(JournalEntry).where(JournalEntry.seq == 3).values(actor=8),
        sa.update(JournalEntry).where(JournalEntry.seq == 3).values(kind="test:thing:undone"),
        sa.update(JournalEntry).where(JournalEntry.seq == 3).values(facts={"n": 9}),
        sa.update(JournalEntry).where(JournalEntry.seq == 3).values(words="because not"),
        sa.delete(JournalEntry).where(JournalEntry.seq == 3),
    ],
)
def test_any_change_of_a_row_is_found(app: Flask, change: sa.Executable) -> None:
    acts(5)
    tamper(change)
    assert journal.verify() in (3, 4)


@law("L8.8")
def test_a_cut_off_end_is_found(app: Flask) -> None:
    acts(5)
    tamper(sa.delete(JournalEntry).where(JournalEntry.seq == 5))
    assert journal.verify() == 5
    tamper(sa.update(JournalHead).values(seq=4))
    assert journal.verify() is not None


@law("L8.8")
def test_words_may_be_deleted_without_breaking_the_chain(app: Flask) -> None:
    acts(3)
    tamper(sa.update(JournalEntry).values(words=""))
    assert journal.verify() is None
