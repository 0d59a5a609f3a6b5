"""The rows of reports, cases and appeals.

The case names `named`, a moderator since, and was reported by the newcomer and by `reporting`, a moderator too.
"""

from tests.matrix.roles import (
    BANNED,
    CONTACT,
    EVERYBODY,
    HANDLING,
    INSIDE,
    LEAD,
    MODERATOR,
    MUTED,
    NEWCOMER,
    OF_OFFICE,
    REMOVED,
    SIGNED_IN,
    STAFF,
    Row,
)  # fmt: skip

REPORTER = frozenset({NEWCOMER})
JUDGED = frozenset({MUTED})
WORDS = {"words": "Somebody said so."}
CASE = "/cases/{case}"
FOR_THE_SITE = frozenset({LEAD, CONTACT})
SHIFT = {"day_0": "yes", "starts": "22:00", "ends": "06:00", "zone": "UTC"}
AWAY = {"away": "12"}

PAGES = {
    "moderation.new_report": Row("L8.1", INSIDE, "/reports/new?kind=message&ref=room:{room}/{seq}"),
    "moderation.new_outside_report": Row("L8.1", EVERYBODY, "/reports/outside"),
    "moderation.show_reports": Row("L8.2", SIGNED_IN, "/reports"),
    "moderation.show_report": Row("L8.2", REPORTER, "/reports/{report}", first="case", whose=NEWCOMER),
    "moderation.show_conversation": Row("L8.2", REPORTER, "/conversations/{thread}", first="thread", whose=NEWCOMER),
    "moderation.show_desk": Row("L8.2", OF_OFFICE, "/desk"),
    "moderation.show_weeks": Row("L8.3", OF_OFFICE, "/desk/weeks"),
    "moderation.show_case": Row("L8.3", HANDLING, CASE, first="case"),
    "moderation.show_exposure": Row("L8.7", OF_OFFICE, "/desk/exposure"),
    "moderation.show_roster": Row("L8.7", STAFF, "/groups/{slug}/roster"),
    "moderation.show_site_roster": Row("L8.7", FOR_THE_SITE, "/site/roster"),
    "moderation.show_hand_over": Row("L8.7", STAFF, "/groups/{slug}/hand-over"),
    "moderation.show_site_hand_over": Row("L8.7", FOR_THE_SITE, "/site/hand-over"),
    "moderation.show_transparency": Row("L8.8", EVERYBODY, "/transparency"),
    "moderation.download_transparency": Row("L8.8", EVERYBODY, "/transparency.csv"),
    "moderation.show_record": Row("L8.8", SIGNED_IN, "/you/record"),
    "moderation.show_act": Row("L8.4", JUDGED, "/acts/{act}", first="act", whose=MUTED),
    "moderation.download_statement": Row("L8.4", JUDGED, "/acts/{act}/statement.json", first="act", whose=MUTED),
    "moderation.show_statement": Row("L8.5", EVERYBODY, "/statements/{ticket}", first="act"),
    "moderation.show_appeal": Row("L8.5", STAFF | {LEAD}, "/appeals/{appeal}", first="appeal", whose=MUTED),
}  # fmt: skip
ACTS = {
    "moderation.preview_report": Row(
        "L8.1", INSIDE, "/reports/preview", {"kind": "message", "ref": "room:{room}/{seq}"}
    ),
    "moderation.create_report": Row(
        "L8.1", INSIDE | {BANNED, REMOVED}, "/reports",
        {"kind": "person", "ref": "membership:{target}", "key": "a-key-of-mine", "reason": "harassment",
         "faith": "yes"},
    ),
    "moderation.create_outside_report": Row(
        "L8.1", EVERYBODY, "/reports/outside",
        {"about": "/meetings", "reason": "selling", "words": "It sells.", "key": "a-key-of-theirs", "faith": "yes"},
    ),
    "moderation.create_answer": Row("L8.2", REPORTER, "/conversations/{thread}/answers", WORDS, "thread", NEWCOMER),
    "moderation.open_evidence": Row("L8.7", HANDLING, f"{CASE}/viewing", first="case"),
    "moderation.claim": Row("L8.2", HANDLING, f"{CASE}/claim", first="case"),
    "moderation.release": Row("L8.2", HANDLING, f"{CASE}/release", first="claimed"),
    "moderation.wait": Row("L8.2", HANDLING, f"{CASE}/waiting", first="claimed"),
    "moderation.hand_over": Row("L8.3", HANDLING, f"{CASE}/handing-over", WORDS, "case"),
    "moderation.create_note": Row("L8.2", HANDLING, f"{CASE}/notes", WORDS, "case"),
    "moderation.create_letter": Row("L8.2", HANDLING, f"{CASE}/letters/0", WORDS, "claimed"),
    "moderation.create_act": Row("L8.4", HANDLING, f"{CASE}/acts", {"step": "warn", "reason": "Please."}, "claimed"),
    "moderation.close": Row("L8.2", HANDLING, f"{CASE}/outcome", {"outcome": "rejected"}, "claimed"),
    "moderation.create_appeal": Row("L8.5", JUDGED, "/acts/{act}/appeal", WORDS, "act", MUTED),
    "moderation.create_limit": Row(
        "L8.7", OF_OFFICE, "/desk/exposure", {"most": "3"}
    ),
    "moderation.create_shifts": Row("L8.7", STAFF, "/groups/{slug}/roster/shifts", SHIFT),
    "moderation.create_site_shifts": Row("L8.7", FOR_THE_SITE, "/site/roster/shifts", SHIFT),
    "moderation.remove_shift": Row(
        "L8.7", frozenset({MODERATOR}), "/shifts/{shift}/removal", first="shift", whose=MODERATOR
    ),
    "moderation.create_absence": Row("L8.7", STAFF, "/groups/{slug}/roster/absence", AWAY),
    "moderation.create_site_absence": Row("L8.7", FOR_THE_SITE, "/site/roster/absence", AWAY),
    "moderation.end_absence": Row("L8.7", STAFF, "/groups/{slug}/roster/absence/ending"),
    "moderation.end_site_absence": Row("L8.7", FOR_THE_SITE, "/site/roster/absence/ending"),
    "moderation.create_hand_over": Row("L8.7", STAFF, "/groups/{slug}/hand-over", WORDS),
    "moderation.create_site_hand_over": Row("L8.7", FOR_THE_SITE, "/site/hand-over", WORDS),
    "moderation.take_over": Row("L8.7", STAFF, "/hand-overs/{note}/taking-over", first="note"),
    "moderation.appeal_statement": Row("L8.5", EVERYBODY, "/statements/{ticket}", WORDS, "act"),
    "moderation.decide_appeal": Row(
        "L8.5", (STAFF - {MODERATOR}) | {LEAD}, "/appeals/{appeal}/decision",
        {"granted": "yes", "words": "Right."}, "appeal", MUTED,
    ),
}  # fmt: skip
