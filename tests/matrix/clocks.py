"""The rows of clocks: the regular has one, and nobody else does."""

from tests.matrix.roles import INSIDE, REGULAR, SIGNED_IN, Row

OWNER = frozenset({REGULAR})
CLOCK = "/you/clocks/{clock}"
FORM = {"kind": "abstinence", "name": "No alcohol", "began_on": "2026-01-01"}

PAGES = {
    "clocks.list_clocks": Row("L6.1", SIGNED_IN, "/you/clocks"),
    "clocks.new_clock": Row("L6.1", SIGNED_IN, "/you/clocks/new"),
    "clocks.show_clock": Row("L6.1", OWNER, CLOCK, first="clock"),
    "clocks.edit_clock": Row("L6.1", OWNER, f"{CLOCK}/edit", first="clock"),
    "clocks.new_slip": Row("L6.2", OWNER, f"{CLOCK}/slips/new", first="clock"),
    "clocks.show_afterwards": Row("L6.2", OWNER, f"{CLOCK}/afterwards", first="clock"),
    "clocks.show_visibility": Row("L6.1", OWNER, f"{CLOCK}/visibility", first="clock"),
    "clocks.show_chip": Row("L6.1", OWNER, f"{CLOCK}/chips/days-30", first="clock"),
}
ACTS = {
    "clocks.create_clock": Row("L6.1", SIGNED_IN, "/you/clocks", FORM),
    "clocks.update_clock": Row("L6.1", OWNER, f"{CLOCK}/edit", FORM, "clock"),
    "clocks.create_ending": Row("L6.1", OWNER, f"{CLOCK}/ending", first="clock"),
    "clocks.create_resumption": Row("L6.1", OWNER, f"{CLOCK}/resumption", first="clock"),
    "clocks.create_deletion": Row("L6.1", OWNER, f"{CLOCK}/deletion", first="clock"),
    "clocks.create_slip": Row(
        "L6.2", OWNER, f"{CLOCK}/slips", {"day": "{slipped}", "key": "matrix-key-1"}, "clock"
    ),
    "clocks.create_slip_removal": Row(
        "L6.2", OWNER, f"{CLOCK}/slips/{{slip}}/removal", first="clock"
    ),
    "clocks.set_consent": Row(
        "L6.1", OWNER, f"{CLOCK}/consents", {"group": "{mine}", "shows": "days"}, "clock"
    ),
    "clocks.create_sharing": Row(
        "L6.1", OWNER, f"{CLOCK}/chips/days-30/sharing",
        {"place": "room:{room}", "words": "30 days today.", "key": "matrix-key-2"}, "clock",
    ),
    "clocks.create_later": Row("L6.1", OWNER, f"{CLOCK}/chips/days-30/later", first="clock"),
    "clocks.set_seeing": Row("L6.1", INSIDE, "/groups/{slug}/shown-days", {"on": "yes"}),
}  # fmt: skip
