"""What is kept of acts and cases: statements without a name, sealed words for as long as they are needed (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.extensions import db
from community.groups.models import Group
from community.groups.personal import OTHERS
from community.members.handles import FORMER
from community.moderation.models import (
    ANSWERED,
    Act,
    Appeal,
    Case,
    CaseEntry,
    CaseName,
    CaseThread,
    Procedure,
    ProcedureStep,
    Report,
    Viewing,
)  # fmt: skip
from community.personal import Personal, Row, Rows, walk
from community.registry import registry

OF_OFFICE = "who did what in a case is on its record, without a name"
OF_STAFF = "it is about somebody else, and two people of office answer for it"
TITLED = ("message", "person", "topic", "story", "companion")
"""Kinds of things that are titled with somebody's name."""

ABOUT_A_CASE = "whether a case names somebody is known to those who handle it"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Act, ("member_id", "membership_id"), "statements", _l("Statements you were given"), _statements,
            erase=_forget_kept,
        ),
        Personal(Act, ("author",), withheld=OTHERS, erase=_unsigned),
        Personal(
            Appeal, ("act_id",), "appeals", _l("Your appeals"), _appeals, erase=_close_appeals, mine=_of_my_acts
        ),
        Personal(Appeal, ("decided_by",), withheld=OTHERS, stays=OF_OFFICE),
        Personal(Case, ("about_member", "about_membership"), withheld=ABOUT_A_CASE, erase=_untitled),
        Personal(Case, ("claimed_by",), withheld=OTHERS, stays=OF_OFFICE),
        Personal(Case, ("closed_by",), withheld=OTHERS, stays=OF_OFFICE),
        Personal(CaseName, ("member_id",), withheld=ABOUT_A_CASE, stays="nobody decides about themselves later"),
        Personal(Report, ("member_id",), "reports", _l("What you reported"), _reports, erase=_close_reports),
        Personal(CaseEntry, ("author",), withheld="it is told in your conversations", erase=_unsign_entries),
        Personal(
            CaseThread, ("member_id",), "conversations", _l("Conversations about reports"), _said, stays=OF_OFFICE
        ),
        Personal(Procedure, ("opened_by",), withheld=OF_STAFF, stays=OF_OFFICE),
        Personal(Procedure, ("handed_to",), withheld=OF_STAFF, stays=OF_OFFICE),
        Personal(Procedure, ("closed_by",), withheld=OF_STAFF, stays=OF_OFFICE),
        Personal(ProcedureStep, ("done_by",), withheld=OF_STAFF, stays=OF_OFFICE),
        Personal(ProcedureStep, ("confirmed_by",), withheld=OF_STAFF, stays=OF_OFFICE),
        Personal(Viewing, ("member_id",), withheld="it is counted for you on every case", stays=OF_OFFICE),
    )  # fmt: skip


def _statements(member_id: int) -> Rows:
    # the moderator's name and reason stand in the statement, as they were told to this very person
    wanted = sa.select(
        Group.name.label("group"),
        Act.kind,
        Act.statement,
        Act.category,
        Act.ground,
        Act.at,
        Act.until,
    )
    mine = wanted.join(Group, Act.group_id == Group.id, isouter=True)
    return walk(mine.select_from(Act).where(Act.member_id == member_id), Act.id)


def _appeals(member_id: int) -> Rows:
    wanted = sa.select(
        Appeal.id, Appeal.sealed, Appeal.sealed_answer, Appeal.at, Appeal.decided_at, Appeal.granted
    )
    for rows in walk(wanted.where(_of_my_acts(member_id)), Appeal.id):
        yield [_opened(row, "appeal", sealed="words", sealed_answer="answer") for row in rows]


def _reports(member_id: int) -> Rows:
    wanted = sa.select(Report.id, Report.reason, Report.sealed, Report.at, Report.upheld)
    for rows in walk(wanted.where(Report.member_id == member_id), Report.id):
        yield [_opened(row, "report", sealed="words") for row in rows]


def _said(member_id: int) -> Rows:
    wanted = sa.select(CaseEntry.id, CaseEntry.handle, CaseEntry.sealed, CaseEntry.at)
    mine = wanted.join(CaseThread, CaseThread.id == CaseEntry.thread_id)
    for rows in walk(mine.where(CaseThread.member_id == member_id), CaseEntry.id):
        yield [_opened(row, "entry", sealed="words") for row in rows]


def _opened(row: Row, kind: str, **names: str) -> Row:
    """The row with its sealed words opened, and without its number."""
    about = f"{kind}:{row['id']}"
    plain = {key: value for key, value in row.items() if key not in names and key != "id"}
    for column, name in names.items():
        sealed_about = about if name == "words" else f"{about}:{name}"
        plain[name] = vault.read(row[column], sealed_about)
    return plain


def _of_my_acts(member_id: int) -> sa.ColumnElement[bool]:
    return Appeal.act_id.in_(sa.select(Act.id).where(Act.member_id == member_id))


def _forget_kept(member_id: int) -> None:
    _do(sa.update(Act).where(Act.member_id == member_id).values(kept=""))


def _unsigned(member_id: int) -> None:
    signed, without = sa.literal(' wrote: "'), f'{FORMER} wrote: "'
    said = sa.func.replace(Act.statement, Act.author_handle.concat(signed), without)
    mine = sa.update(Act).where(Act.author == member_id)
    _do(mine.values(statement=said, author_handle=FORMER))


def _untitled(member_id: int) -> None:
    named = (Case.about_member == member_id) & Case.kind.in_(TITLED)
    _do(sa.update(Case).where(named).values(title=FORMER))


def _close_reports(member_id: int) -> None:
    """What somebody wrote with a report stays sealed while its case is open; then it goes."""
    closed = sa.select(Case.id).where(Case.closed_at.is_not(None))
    mine = sa.update(Report).where(Report.member_id == member_id, Report.case_id.in_(closed))
    _do(mine.values(sealed=""))


def _close_appeals(member_id: int) -> None:
    """What was decided stays, without what they wrote; nobody looks again for an account that is gone."""
    mine = _of_my_acts(member_id)
    _do(sa.delete(Appeal).where(mine, Appeal.decided_at.is_(None)))
    _do(sa.update(Appeal).where(mine).values(sealed=""))


def _unsign_entries(member_id: int) -> None:
    """Whoever acted has no name any more; whoever answered office left nothing but in cases that are open."""
    closed = sa.select(Case.id).where(Case.closed_at.is_not(None))
    answered = sa.update(CaseEntry).where(
        CaseEntry.author == member_id, CaseEntry.kind == ANSWERED, CaseEntry.case_id.in_(closed)
    )
    _do(answered.values(sealed=""))
    signed = sa.update(CaseEntry).where(CaseEntry.author == member_id, CaseEntry.handle != "")
    _do(signed.values(handle=FORMER))


def _do(statement: sa.Executable) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})
