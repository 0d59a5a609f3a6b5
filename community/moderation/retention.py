"""How long what office keeps stays (L4.8, L12.3)."""

from flask_babel import lazy_gettext as _l

from community.moderation.models import (
    Absence,
    Act,
    Appeal,
    Case,
    CaseEntry,
    CaseName,
    CaseThread,
    Evidence,
    ExposureLimit,
    HandOver,
    Held,
    Mark,
    Procedure,
    ProcedureStep,
    Report,
    Shift,
    Viewing,
    WatchRule,
)  # fmt: skip
from community.moderation.operations import purge_evidence
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "evidence", _l("Sealed copies of what was reported or taken away, and what was written about it to office"),
            _l("Kept while the case is open, and from its end as long as somebody can appeal."), "L4.8", 183,
            purge_evidence, (Evidence, Act, Report, CaseEntry), least=183,
        ),
    )  # fmt: skip
    registry.purges(
        Purgeable(
            "waiting-words", _l("Words that waited for a moderator"),
            _l("Once they were let through, refused or taken back. The author finds refused words until then."),
            "L3.6", 14, in_handfuls(Held, lambda before: Held.decided_at < before), (Held,), least=7, most=90,
        ),
        Purgeable(
            "marks", _l("What rules marked for moderators"),
            _l("That a rule found something in a message, once a moderator has seen it."), "L8.6", 90,
            in_handfuls(Mark, lambda before: Mark.seen_at < before), (Mark,), least=7, most=365,
        ),
    )  # fmt: skip
    _declare_duty()
    registry.keeps_always(
        Kept("it is the group's own rule on words", (WatchRule,)),
        Kept(
            "it is what office did in a case, sealed",
            (Case, CaseName, CaseThread),
        ),
        Kept("it is part of a member's own record", (Appeal, Viewing)),
        Kept(
            "it says how something grave was gone through, and by whom", (Procedure, ProcedureStep)
        ),
    )


def _declare_duty() -> None:
    registry.purges(
        Purgeable(
            "hand-overs", _l("Notes from one shift to the next"),
            _l("What somebody left for whoever looked after the group or the site next."), "L8.7", 30,
            in_handfuls(HandOver, lambda before: HandOver.at < before), (HandOver,), least=7, most=90,
        ),
        Purgeable(
            "absences", _l("When moderators were away"),
            _l("From when they were back. Why is asked by nobody."), "L8.7", 1,
            in_handfuls(Absence, lambda before: Absence.until < before), (Absence,), least=0, most=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is when somebody is there, until they change it or lay the office down", (Shift,)),
        Kept("it is somebody's own limit, and goes with the account", (ExposureLimit,)),
    )
