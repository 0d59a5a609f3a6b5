"""The rows of check-ins, plans and daily threads. The regular noted a day; the group has a thread for it."""

from tests.matrix.roles import REGULAR, SIGNED_IN, STAFF, Row

OWNER = frozenset({REGULAR})
DAY = "/you/checkins/{noted}"

PAGES = {
    "checkins.show_checkins": Row("L6.3", SIGNED_IN, "/you/checkins"),
    "checkins.show_sharing": Row("L6.3", OWNER, f"{DAY}/sharing", first="noted"),
    "plans.show_plan": Row("L6.4", SIGNED_IN, "/you/plan"),
    "plans.edit_plan": Row("L6.4", SIGNED_IN, "/you/plan/edit"),
    "warnings.show_warnings": Row("L6.5", SIGNED_IN, "/you/warnings"),
    "warnings.show_warning": Row("L6.5", OWNER, "/you/warnings/{warning}", first="noted"),
    "group_words.show_words": Row("L6.3", STAFF, "/groups/{slug}/words"),
}
ACTS = {
    "checkins.create_checkin": Row("L6.3", SIGNED_IN, "/you/checkins", {"mood": "3"}),
    "checkins.delete_checkin": Row("L6.3", OWNER, f"{DAY}/deletion", first="noted"),
    "checkins.create_sharing": Row(
        "L6.3", OWNER, f"{DAY}/sharing",
        {"thread": "{thread}", "body": "A so-so day.", "key": "a-key-of-mine"}, "noted",
    ),
    "plans.change_plan": Row("L6.4", SIGNED_IN, "/you/plan", {"steps": "Walk.", "based_on": "0"}),
    "warnings.change_outlook": Row("L6.5", SIGNED_IN, "/you/warnings", {"is_on": "yes", "words": "the river"}),
    "warnings.put_away": Row("L6.5", OWNER, "/you/warnings/{warning}/seen", first="noted"),
    "daily_threads.change_daily_thread": Row("L6.3", STAFF, "/groups/{slug}/daily-thread", {"board": "{board}"}),
    "group_words.change_words": Row("L6.3", STAFF, "/groups/{slug}/words", {"day_2": "A grey day.", "based_on": "0"}),
    "group_words.create_removal": Row("L6.3", STAFF, "/groups/{slug}/words/day_2/removal"),
}  # fmt: skip
