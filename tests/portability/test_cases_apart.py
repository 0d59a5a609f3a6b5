"""Cases that concern people of office leave the machine only sealed to the leads' key (L8.3)."""

from pathlib import Path

import pytest

from community import create_app, sealed_to
from community.clock import now
from community.config import Config
from community.extensions import db
from community.journal import verify
from community.members.models import LeadsKey
from community.mentoring.oversight.models import Signal
from community.mentoring.oversight.rules import SEVERAL
from community.moderation import operations, queries
from community.moderation.forms import AppealForm, HandOverForm, OpeningForm, StepForm
from community.moderation.models import Case
from community.operations import operation
from community.portability.backup.making import make, make_key
from community.portability.backup.putting_back import put_rows_back
from community.portability.backup.restoring import restore, sealed_apart
from community.portability.backup.sealing import WrongKey
from tests.factories import Circle
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.portability.test_backup import elsewhere, rows_in

__all__ = ["elsewhere"]


@operation
def keep_key(lead_id: int, public: str) -> None:
    """The leads' key counts."""
    mark = sealed_to.fingerprint(public)
    db.session.add(
        LeadsKey(
            public=public, fingerprint=mark, made_by=lead_id, made_at=now(), confirmed_at=now()
        )
    )


@operation
def noticed(circle: Circle) -> None:
    """A rule met something of a mentor's."""
    mentor_id = circle.mid(circle.regular)
    db.session.add(Signal(rule=SEVERAL, subject="x", mentor_id=mentor_id, raised_at=now()))


@law("L8.3", "L12.2")
def test_a_backup_holds_cases_about_staff_for_the_leads_alone(
    circle: Circle, config: Config, elsewhere: Config, tmp_path: Path
) -> None:
    lead, pair = a_lead(), sealed_to.new_pair()
    keep_key(lead.id, pair.public)
    ordinary = case_of(report(circle.newcomer, said(circle, circle.regular, "Buy here."))).id
    grave = case_of(report(circle.newcomer, said(circle, circle.moderator, HARSH))).id
    operations.claim_case(lead.id, grave)
    operations.act_in_case(lead.id, grave, StepForm.parse({"step": "warn", "reason": "Not again."}))
    operations.appeal(
        circle.moderator.id,
        queries.record_of(circle.moderator.id)[0].id,
        AppealForm("It was a joke."),
    )
    operations.open_procedure(lead.id, "death", OpeningForm())
    operations.hand_over(lead.id, "", HandOverForm("Look at the case of this morning.", (grave,)))
    operations.hand_over(circle.moderator.id, circle.slug, HandOverForm("A quiet night.", ()))
    noticed(circle)
    db.session.rollback()
    here = rows_in(config)
    key = make_key(config)
    make(config, "0.2.0", tmp_path / "one.age")
    restore(elsewhere, create_app, tmp_path / "one.age", key)
    assert sealed_apart(elsewhere) == ["cases"]
    there = rows_in(elsewhere)
    assert (len(here["cases"]), len(there["cases"])) == (2, 1)
    assert (len(here["acts"]), len(there["acts"])) == (1, 0)
    assert (len(here["procedures"]), len(there["procedures"])) == (1, 0)
    assert (len(here["hand_overs"]), len(there["hand_overs"])) == (2, 1)
    assert (len(here["mentor_signals"]), len(there["mentor_signals"])) == (1, 0)
    restored = create_app(elsewhere)
    with restored.app_context():
        assert [case.id for case in db.session.query(Case)] == [ordinary]
        assert verify() is None
        apart = (elsewhere.instance / "set-aside" / "cases.sealed").read_bytes()
        with pytest.raises(WrongKey):
            put_rows_back("cases", apart, sealed_to.new_pair().private)
        put_rows_back("cases", apart, pair.private)
        (elsewhere.instance / "set-aside" / "cases.sealed").unlink()
        assert verify() is None
        (lines,) = queries.evidence_in(grave)
        assert lines[-1].words == HARSH
        db.session.remove()
        restored.extensions["writer"].close()
        db.engine.dispose()
    again = rows_in(elsewhere)
    for table in (
        "cases",
        "case_names",
        "evidence",
        "reports",
        "case_entries",
        "acts",
        "appeals",
        "procedures",
        "mentor_signals",
    ):
        assert again[table] == here[table], table
