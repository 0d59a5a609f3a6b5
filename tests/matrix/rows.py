"""The permission matrix: for every door, by which law, who passes it. Written from the laws, never from the code."""

from collections.abc import Mapping
from typing import Any

from tests.matrix import (
    channel,
    clocks,
    days,
    finding,
    helping,
    mentoring,
    office,
    opening,
    overseeing,
    someone,
    walking,
)
from tests.matrix.roles import (
    ADMINISTRATOR,
    BANNED,
    CONTACT,
    EVERYBODY,
    IN_CHAIR,
    INSIDE,
    LEAD,
    NEWCOMER,
    OF_OFFICE,
    REGULAR,
    REMOVED,
    RUNNING,
    SHOWN,
    SIGNED_IN,
    SPEAKING,
    STAFF,
    Row,
)  # fmt: skip

REASON = {"reason": "Please let others finish."}
GROUP_FORM = {
    "name": "Renamed", "visibility": "closed", "joining": "request", "zone": "UTC",
    "becoming_days": "7", "becoming_meetings": "2",
}  # fmt: skip
FORMAT_FORM = {
    "name": "Ours", "made_from": "1", "p0_kind": "sharing", "p0_title": "Sharing", "p0_minutes": "40",
    "p0_posting": "floor", "p0_share_seconds": "240",
}  # fmt: skip
MEETING_FORM = {
    "name": "Friday Night", "how": "weekly", "date": "{day_after}", "time": "21:00", "zone": "UTC",
    "visibility": "members", "attendance": "online",
}  # fmt: skip

PAGES = {
    "groups.show_today": Row("L2.1", SIGNED_IN, "/"),
    "groups.list_groups": Row("L2.1", SIGNED_IN, "/groups"),
    "groups.new_group": Row("L2.2", frozenset({ADMINISTRATOR}), "/groups/new"),
    "groups.show_group": Row("L2.1", SIGNED_IN - {CONTACT}, "/groups/{slug}"),
    "groups.show_join": Row("L2.2", SIGNED_IN - {CONTACT}, "/groups/{slug}/join"),
    "groups.list_people": Row("L2.1", INSIDE, "/groups/{slug}/people"),
    "groups.list_requests": Row("L2.2", STAFF, "/groups/{slug}/requests"),
    "groups.list_invitations": Row("L2.2", STAFF, "/groups/{slug}/invitations"),
    "moderation.list_waiting": Row("L3.6", STAFF, "/groups/{slug}/waiting"),
    "moderation.show_held": Row(
        "L3.6", frozenset({NEWCOMER}), "/held/{held}", first="held", whose=NEWCOMER
    ),
    "moderation.list_rules": Row("L8.6", STAFF, "/groups/{slug}/watched-words"),
    "moderation.show_rule": Row("L8.6", STAFF, "/watched-words/{rule}", first="rule"),
    "groups.show_settings": Row("L2.6", STAFF, "/groups/{slug}/settings"),
    "groups.show_person": Row("L1.10", INSIDE, "/memberships/{target}"),
    "groups.list_blocks": Row("L1.8", SIGNED_IN, "/you/blocks"),
    "groups.open_invitation": Row("L2.2", EVERYBODY, "/invitations/{invitation}"),
    "rooms.show_room": Row("L4.1", INSIDE, "/rooms/{room}"),
    "rooms.list_messages": Row("L4.5", INSIDE, "/rooms/{room}/messages"),
    "rooms.show_message": Row("L1.8", SHOWN, "/rooms/{room}/messages/{seq}", whose=REGULAR),
    "rooms.show_quotes": Row("L1.8", SHOWN, "/rooms/{room}/messages/{seq}/quotes"),
    "rooms.show_bookmarks": Row("L3.3", SIGNED_IN, "/you/bookmarks"),
    "rooms.show_notes": Row("L3.4", SIGNED_IN, "/you/content-notes"),
    "rooms.search_room": Row(
        "L4.9", frozenset({REGULAR}), "/rooms/{private}/search?q=evening", first="private"
    ),
    "rooms.show_state": Row("L4.6", INSIDE, "/rooms/{room}/state"),
    "rooms.show_settings": Row("L2.6", STAFF, "/rooms/{room}/settings"),
    "forums.show_forum": Row("L3.1", INSIDE, "/groups/{slug}/forum"),
    "forums.show_board": Row("L3.1", INSIDE, "/boards/{board}"),
    "forums.new_topic": Row("L3.1", INSIDE, "/boards/{board}/new"),
    "forums.show_board_settings": Row("L2.6", STAFF, "/boards/{board}/settings"),
    "forums.show_topic": Row("L3.1", INSIDE, "/topics/{topic}"),
    "forums.show_topic_state": Row("L3.5", INSIDE, "/topics/{topic}/state"),
    "forums.show_moves": Row("L3.5", STAFF, "/topics/{topic}/moves"),
    "forums.show_topic_settings": Row("L3.5", STAFF, "/topics/{topic}/settings"),
    "meetings.list_week": Row("L5.1", SIGNED_IN, "/meetings"),
    "meetings.show_chair": Row("L5.7", INSIDE, "/rooms/{room}/chair"),
    "meetings.show_queue": Row("L5.5", INSIDE, "/rooms/{room}/queue"),
    "meetings.show_tonight": Row("L5.3", INSIDE, "/rooms/{room}/tonight"),
    "meetings.list_meetings": Row("L5.1", SIGNED_IN - {CONTACT}, "/groups/{slug}/meetings"),
    "meetings.show_meeting": Row("L5.1", INSIDE, "/meetings/{planned}"),
    "meetings.join_meeting": Row("L5.4", INSIDE, "/meetings/{planned}/join"),
    "meetings.new_meeting": Row("L5.1", STAFF, "/groups/{slug}/meetings/new"),
    "meetings.edit_meeting": Row("L5.1", STAFF, "/meetings/{planned}/edit"),
    "meetings.show_ending": Row("L5.1", STAFF, "/meetings/{planned}/ending"),
    "meetings.edit_sitting": Row("L5.1", STAFF, "/sittings/{date}/edit"),
    "meetings.list_formats": Row("L5.3", INSIDE, "/groups/{slug}/formats"),
    "meetings.show_format": Row("L5.3", INSIDE, "/formats/{format}"),
    "meetings.show_version": Row("L5.3", INSIDE, "/formats/{format}/versions/1"),
    "meetings.edit_format": Row("L5.3", STAFF, "/formats/{format}/edit"),
    "meetings.show_attendance": Row("L5.11", SIGNED_IN, "/you/attendance"),
    "meetings.list_calendars": Row("L12.1", SIGNED_IN, "/you/calendar"),
    "meetings.show_calendar": Row("L2.1", EVERYBODY, "/calendar.ics"),
    "meetings.show_group_calendar": Row(
        "L2.1", EVERYBODY, "/groups/{slug}/calendar.ics", first="publish"
    ),
    "meetings.show_key": Row("L5.11", EVERYBODY, "/slips/key"),
    "notices.show_inbox": Row("L9.1", SIGNED_IN, "/notices"),
    "notices.show_settings": Row("L9.2", SIGNED_IN, "/notices/settings"),
    "notices.show_group_settings": Row("L9.2", INSIDE | {REMOVED}, "/groups/{slug}/notices"),
    "notices.show_email": Row("L9.1", SIGNED_IN, "/you/email"),
    "notices.show_site": Row("L9.1", frozenset({ADMINISTRATOR}), "/site/notices"),
    "imports.list_imports": Row("L1.5", frozenset({ADMINISTRATOR}), "/site/imports"),
    "imports.show_import": Row(
        "L1.5", frozenset({ADMINISTRATOR}), "/site/imports/{import}", first="import"
    ),
    "keeping.show_times": Row("L12.3", frozenset({ADMINISTRATOR}), "/site/retention"),
    "imports.show_claim": Row("L2.5", INSIDE, "/groups/{slug}/claim"),
    "members.show_offices": Row("L8.3", RUNNING, "/site/offices"),
    "members.show_answering": Row("L8.3", SIGNED_IN, "/site/answering"),
    "members.show_leads_key": Row("L8.3", frozenset({LEAD}), "/site/leads-key"),
    "members.show_policies": Row("L1.1", RUNNING, "/site/policies"),
    "members.show_gaps": Row("L1.1", RUNNING, "/site/policies/risks"),
    "members.list_policies": Row("L1.1", EVERYBODY, "/policies"),
    "members.show_policy": Row("L1.1", EVERYBODY, "/policies/privacy"),
    "members.show_agreement": Row("L1.1", SIGNED_IN, "/you/agreement", first="terms"),
    "moderation.show_emergency": Row("L8.9", OF_OFFICE, "/site/emergency"),
    "moderation.show_written": Row("L8.9", OF_OFFICE, "/site/emergency/threat"),
    "moderation.show_procedure": Row(
        "L8.9", frozenset({LEAD}), "/procedures/{procedure}", first="procedure"
    ),
    "members.show_you": Row("L1.6", SIGNED_IN, "/you"),
    "members.show_sessions": Row("L1.6", SIGNED_IN, "/you/sessions"),
    "members.show_codes": Row("L1.2", SIGNED_IN, "/you/codes"),
    "members.show_passphrase": Row("L1.1", SIGNED_IN, "/you/passphrase"),
    "members.show_authenticator": Row("L1.5", SIGNED_IN, "/you/authenticator"),
    "members.show_sign_in": Row("L1.6", EVERYBODY, "/sign-in"),
    "members.show_recovery": Row("L1.2", EVERYBODY, "/recovery"),
    "members.show_join": Row("L1.1", EVERYBODY, "/join?invitation={invitation}"),
    "portability.show_data": Row("L1.9", SIGNED_IN, "/you/data"),
    "portability.show_deletion": Row("L1.9", SIGNED_IN, "/you/deletion"),
    "portability.show_deleted": Row("L1.9", EVERYBODY, "/you/deleted"),
    "wellbeing.show_crisis": Row("L6.6", EVERYBODY, "/crisis"),
    "wellbeing.show_country": Row("L6.6", EVERYBODY, "/crisis/gb"),
    "wellbeing.show_quick_exit": Row("L1.7", EVERYBODY, "/help/quick-exit"),
    "wellbeing.show_offline": Row("L13.3", EVERYBODY, "/offline"),
    "health.healthz": Row("L12.2", EVERYBODY, "/healthz"),
    "health.metrics": Row("L12.2", EVERYBODY, "/metrics"),
    "shell.show_manifest": Row("L13.3", EVERYBODY, "/manifest.webmanifest"),
    "meetings.show_feed": Row("L2.1", EVERYBODY, "/meetings.json"),
    "shell.show_robots": Row("L2.1", EVERYBODY, "/robots.txt"),
}
"""Doors that only show. `/metrics` is asked from this machine here."""

ACTS = {
    "groups.create_group": Row(
        "L2.2", frozenset({ADMINISTRATOR}), "/groups", {**GROUP_FORM, "handle": "founder"}
    ),
    "groups.create_membership": Row(
        "L2.2", SIGNED_IN - {BANNED, CONTACT}, "/groups/{slug}/memberships", {"handle": "{fresh}"}
    ),
    "groups.create_departure": Row("L2.4", INSIDE | {REMOVED}, "/groups/{slug}/departure"),
    "groups.update_settings": Row("L2.6", STAFF, "/groups/{slug}/settings", GROUP_FORM),
    "groups.create_archive": Row("L2.6", STAFF, "/groups/{slug}/archive"),
    "groups.create_restoration": Row("L2.6", STAFF, "/groups/{slug}/restoration", first="archive"),
    "groups.create_closing": Row("L2.6", STAFF, "/groups/{slug}/closing"),
    "groups.withdraw_closing": Row(
        "L2.6", STAFF, "/groups/{slug}/closing/withdrawal", first="close"
    ),
    "groups.create_handover": Row("L2.6", STAFF, "/groups/{slug}/handover", {"heir": "{target}"}),
    "groups.create_invitation": Row(
        "L2.2", STAFF, "/groups/{slug}/invitations", {"days": "7", "uses": "1"}
    ),
    "groups.create_revocation": Row("L2.2", STAFF, "/group-invitations/{invitation_id}/revocation"),
    "groups.create_acceptance": Row("L2.2", STAFF, "/requests/{request}/acceptance"),
    "groups.create_refusal": Row("L2.2", STAFF, "/requests/{request}/refusal"),
    "groups.update_role": Row("L2.3", STAFF, "/memberships/{target}/role", {"role": "chair"}),
    "groups.create_block": Row("L1.8", INSIDE, "/memberships/{target}/block"),
    "groups.delete_block": Row("L1.8", INSIDE, "/memberships/{target}/unblock", first="block"),
    "moderation.create_mute": Row(
        "L4.7", STAFF, "/memberships/{target}/mute", {**REASON, "minutes": "60"}
    ),
    "moderation.create_removal": Row(
        "L4.7", STAFF, "/memberships/{target}/removal", {**REASON, "minutes": "60"}
    ),
    "moderation.create_ban": Row("L4.7", STAFF, "/memberships/{target}/ban", REASON),
    "moderation.create_approval": Row("L3.6", STAFF, "/held/{held}/approval", first="held"),
    "moderation.create_word_refusal": Row(
        "L3.6", STAFF, "/held/{held}/refusal", REASON, first="held"
    ),
    "moderation.create_withdrawal": Row(
        "L3.6", frozenset({NEWCOMER}), "/held/{held}/withdrawal", first="held", whose=NEWCOMER
    ),
    "moderation.create_discarding": Row(
        "L3.6", frozenset({NEWCOMER}), "/held/{held}/discarding", first="taken back", whose=NEWCOMER
    ),
    "moderation.create_sight": Row("L8.6", STAFF, "/marks/{mark}/seen", first="mark"),
    "moderation.create_rule": Row(
        "L8.6",
        STAFF,
        "/groups/{slug}/watched-words",
        {"how": "words", "words": "x", "action": "flag"},
    ),
    "moderation.change_rule": Row(
        "L8.6",
        STAFF,
        "/watched-words/{rule}",
        {"how": "words", "words": "x", "action": "flag"},
        first="rule",
    ),
    "moderation.create_trial": Row("L8.6", STAFF, "/watched-words/{rule}/trial", first="rule"),
    "moderation.switch_rule": Row(
        "L8.6", STAFF, "/watched-words/{rule}/switch", {"on": "yes"}, first="rule"
    ),
    "moderation.create_guard": Row("L8.7", STAFF, "/groups/{slug}/raid-mode", {"hours": "6"}),
    "moderation.end_guard": Row("L8.7", STAFF, "/groups/{slug}/raid-mode/ending"),
    "moderation.create_join_lock": Row("L8.7", STAFF, "/groups/{slug}/join-lock", {"hours": "24"}),
    "moderation.end_join_lock": Row("L8.7", STAFF, "/groups/{slug}/join-lock/ending"),
    "moderation.create_lifting": Row("L4.7", STAFF, "/standings/{standing}/lifting", REASON),
    "rooms.create_room": Row("L2.6", STAFF, "/groups/{slug}/rooms", {"name": "Kitchen"}),
    "rooms.change_settings": Row("L2.6", STAFF, "/rooms/{room}/settings", {"name": "Kitchen"}),
    "rooms.pause_room": Row("L4.6", STAFF, "/rooms/{room}/pause", {"minutes": "15"}),
    "rooms.mark_read": Row("L4.5", INSIDE, "/rooms/{room}/read", {"seq": "1"}),
    "rooms.create_message": Row(
        "L4.7", SPEAKING, "/rooms/{room}/messages", {"body": "Good evening.", "key": "matrix-key-1"}
    ),
    "rooms.edit_message": Row(
        "L4.3",
        frozenset({REGULAR}),
        "/rooms/{room}/messages/{seq}/edit",
        {"body": "Better."},
        whose=REGULAR,
    ),
    "rooms.remove_message": Row(
        "L4.3", STAFF | {REGULAR}, "/rooms/{room}/messages/{seq}/removal", whose=REGULAR
    ),
    "rooms.set_reaction": Row(
        "L1.8",
        SPEAKING & SHOWN,
        "/rooms/{room}/messages/{seq}/reactions",
        {"reaction": "with_you"},
    ),
    "rooms.set_bookmark": Row(
        "L1.8", SHOWN, "/rooms/{room}/messages/{seq}/bookmark", {"on": "yes"}
    ),
    "rooms.choose_notes": Row("L3.4", SIGNED_IN, "/you/content-notes", {"grief": "hide"}),
    "forums.choose_for_topic": Row("L3.3", INSIDE, "/topics/{topic}/choice", {"choice": "muted"}),
    "forums.create_move": Row(
        "L3.5", STAFF, "/topics/{topic}/moves", {"posts": "1", "address": "/topics/{another}"}
    ),
    "forums.create_merger": Row(
        "L3.5", STAFF, "/topics/{topic}/merger", {"goes_on_at": "/topics/{another}"}
    ),
    "forums.create_board": Row("L2.6", STAFF, "/groups/{slug}/boards", {"name": "Kitchen"}),
    "forums.change_board": Row("L2.6", STAFF, "/boards/{board}/settings", {"name": "Kitchen"}),
    "forums.create_topic": Row(
        "L3.1",
        SPEAKING,
        "/boards/{board}/topics",
        {"name": "Tea", "body": "Or coffee?", "key": "matrix-key-1"},
    ),
    "forums.create_post": Row(
        "L3.1", SPEAKING, "/topics/{topic}/posts", {"body": "Tea.", "key": "matrix-key-1"}
    ),
    "forums.create_reading": Row("L4.5", SIGNED_IN, "/today/reading"),
    "forums.change_topic": Row(
        "L3.5", STAFF, "/topics/{topic}/settings", {"name": "Tea", "board": "{board}"}
    ),
    "meetings.change_hand": Row(
        "L5.5", SPEAKING - {REGULAR}, "/rooms/{meeting}/hand", {"do": "raise"}, first="meeting"
    ),
    "meetings.change_share": Row(
        "L5.5",
        frozenset({REGULAR}),
        "/rooms/{meeting}/share",
        {"do": "done"},
        first="meeting",
        whose=REGULAR,
    ),
    "meetings.change_chair": Row(
        "L5.7", IN_CHAIR, "/rooms/{meeting}/chair", {"do": "thank"}, first="meeting"
    ),
    "meetings.create_vote": Row(
        "L5.10",
        SPEAKING,
        "/rooms/{meeting}/votes",
        {"motion": "{motion}", "choice": "yes"},
        first="vote",
    ),
    "meetings.create_meeting": Row("L5.1", STAFF, "/groups/{slug}/meetings", MEETING_FORM),
    "meetings.update_meeting": Row("L5.1", STAFF, "/meetings/{planned}/edit", MEETING_FORM),
    "meetings.create_ending": Row("L5.1", STAFF, "/meetings/{planned}/ending"),
    "meetings.create_follow": Row("L5.1", INSIDE, "/meetings/{planned}/follow"),
    "meetings.delete_follow": Row("L5.1", INSIDE, "/meetings/{planned}/unfollow"),
    "meetings.create_duty": Row(
        "L5.2", INSIDE - {NEWCOMER}, "/sittings/{date}/duties", {"role": "greeter"}
    ),
    "meetings.delete_duty": Row(
        "L5.2", INSIDE, "/sittings/{date}/duties/withdrawal", {"role": "greeter"}
    ),
    "meetings.create_cancellation": Row("L5.1", STAFF, "/sittings/{date}/cancellation"),
    "meetings.create_restoration": Row("L5.1", STAFF, "/sittings/{date}/restoration"),
    "meetings.create_note": Row("L5.1", STAFF, "/sittings/{date}/note", {"note": "Bring a cup."}),
    "meetings.create_move": Row(
        "L5.1", STAFF, "/sittings/{date}/move", {"date": "{day_after}", "time": "18:00"}
    ),
    "meetings.create_format": Row("L5.3", STAFF, "/groups/{slug}/formats", {"shipped": "smart"}),
    "meetings.change_format": Row("L5.3", STAFF, "/formats/{format}/edit", FORMAT_FORM),
    "meetings.create_copy": Row("L5.3", STAFF, "/formats/{format}/copies", {"name": "Ours"}),
    "meetings.create_format_archive": Row("L5.3", STAFF, "/formats/{format}/archive"),
    "meetings.create_format_restoration": Row("L5.3", STAFF, "/formats/{format}/restoration"),
    "meetings.set_reading_along": Row(
        "L5.8", INSIDE, "/sittings/{evening}/reading-along", {"on": "yes"}, first="evening"
    ),
    "meetings.set_celebration": Row(
        "L5.9", INSIDE, "/sittings/{evening}/celebration", {"on": "yes"}, first="evening"
    ),
    "meetings.create_slip": Row(
        "L5.11", INSIDE | {BANNED, REMOVED}, "/slips", {"sitting": "{evening}"}, first="attended"
    ),
    "meetings.create_calendar": Row("L12.1", SIGNED_IN, "/you/calendar", {"discreet": "yes"}),
    "meetings.create_calendar_revocation": Row(
        "L12.1",
        frozenset({REGULAR}),
        "/you/calendar/{calendar}/revocation",
        first="calendar",
        whose=REGULAR,
    ),
    "notices.create_reading": Row("L9.1", SIGNED_IN, "/notices/reading"),
    "notices.change_hours": Row("L9.2", SIGNED_IN, "/notices/settings/hours"),
    "notices.change_ways": Row("L9.2", SIGNED_IN, "/notices/settings/ways"),
    "notices.change_group_ways": Row("L9.2", INSIDE | {REMOVED}, "/groups/{slug}/notices"),
    "notices.remove_group_ways": Row("L9.2", INSIDE | {REMOVED}, "/groups/{slug}/notices/removal"),
    "notices.create_hush": Row("L9.2", INSIDE | {REMOVED}, "/groups/{slug}/hush"),
    "notices.delete_hush": Row("L9.2", INSIDE | {REMOVED}, "/groups/{slug}/unhush"),
    "notices.remove_address": Row("L9.1", SIGNED_IN, "/you/email/removal"),
    "notices.change_site": Row(
        "L9.1", frozenset({ADMINISTRATOR}), "/site/notices", {"push": "yes"}
    ),
    "portability.create_download": Row("L1.9", SIGNED_IN, "/you/data"),
    "imports.create_confirmation": Row(
        "L1.5",
        frozenset({ADMINISTRATOR}),
        "/site/imports/{import}/confirmation",
        {"read": "yes"},
        first="import",
    ),
    "imports.create_removal": Row(
        "L1.5", frozenset({ADMINISTRATOR}), "/site/imports/{import}/removal", first="import"
    ),
    "imports.create_claim": Row(
        "L2.5", INSIDE, "/groups/{slug}/claim", {"code": "{code}"}, first="claim"
    ),
    "keeping.change_times": Row(
        "L12.3", frozenset({ADMINISTRATOR}), "/site/retention", {"lounges": "60"}
    ),
    "members.create_sign_out": Row("L1.6", SIGNED_IN, "/sessions/current/revocation"),
    "members.create_revocation": Row(
        "L1.6", frozenset({REGULAR}), "/sessions/{session}/revocation", whose=REGULAR
    ),
    "members.create_office": Row(
        "L8.3", RUNNING, "/site/offices", {"handle": "{second}", "kind": "lead"}, first="second"
    ),
    "members.end_lead": Row(
        "L8.3",
        RUNNING | {LEAD},
        "/site/offices/leads/{lead_office}/ending",
        first="offices",
        whose=LEAD,
    ),
    "members.end_contact": Row(
        "L8.3",
        RUNNING | {CONTACT},
        "/site/offices/contacts/{contact_office}/ending",
        first="offices",
        whose=CONTACT,
    ),
    "members.change_registration": Row(
        "L1.1", RUNNING, "/site/registration", {"registration": "closed"}
    ),
    "members.write_policy": Row(
        "L1.1", RUNNING, "/site/policies/contact", {"reach": "post@example.org"}
    ),
    "members.create_agreement": Row(
        "L1.1", SIGNED_IN, "/you/agreement", {"number": "1"}, first="terms"
    ),
    "moderation.create_procedure": Row("L8.9", frozenset({LEAD}), "/site/emergency/threat"),
    "moderation.create_step": Row(
        "L8.9", frozenset({LEAD}), "/procedures/{procedure}/steps/call", first="procedure"
    ),
    "moderation.confirm_step": Row(
        "L8.9", frozenset({LEAD}), "/procedures/{procedure}/steps/call/confirmation", first="step"
    ),
    "moderation.withdraw_step": Row(
        "L8.9",
        frozenset({LEAD}),
        "/procedures/{procedure}/steps/call/withdrawal",
        first="own step",
        whose=LEAD,
    ),
    "moderation.hand_procedure": Row(
        "L8.9",
        frozenset({LEAD}),
        "/procedures/{procedure}/second",
        {"handle": "{contact}"},
        first="procedure",
    ),
    "moderation.close_procedure": Row(
        "L8.9", frozenset({LEAD}), "/procedures/{procedure}/closing", first="whole procedure"
    ),
    "members.create_settings": Row(
        "L1.6", SIGNED_IN, "/you", {"theme": "dark", "letters": "", "locale": "en", "zone": "UTC"}
    ),
}
"""Doors that change something: sent with what should succeed."""

PROVED_APART = {
    "members.create_sign_in", "members.create_join", "members.create_recovery", "members.create_codes",
    "members.create_passphrase", "members.create_authenticator", "members.create_removal",
    "members.create_leads_key", "members.confirm_leads_key",
    "groups.show_setup", "groups.create_setup", "meetings.show_own_calendar",
    "meetings.show_slip", "meetings.download_slip", "static", "moderation.show_outside_report",
    "notices.show_confirmation", "notices.confirm_address", "notices.show_stop", "notices.stop_mail",
    "notices.give_address", "notices.resume_mail", "notices.create_device", "notices.remove_device",
    "portability.create_deletion",
}  # fmt: skip
"""Doors that ask for a secret or another machine, not a role: their own tests try them, with right and wrong."""

EVENTS: dict[str, tuple[str, frozenset[str], Mapping[str, Any]]] = {
    "join": ("L4.2", INSIDE, {}),
    "catch_up": ("L4.2", INSIDE, {"since": 0}),
    "leave": ("L4.2", SIGNED_IN, {}),
    "count_notices": ("L9.1", SIGNED_IN, {}),
    "typing": ("L4.4", INSIDE, {"on": True}),
    "mark_read": ("L4.5", INSIDE, {"seq": 1}),
    "post_message": ("L4.3", SPEAKING, {"body": "Good evening.", "key": "matrix-key-1"}),
    "edit_message": ("L4.3", frozenset({REGULAR}), {"message": 1, "body": "Better."}),
    "remove_message": ("L4.3", STAFF | {REGULAR}, {"message": 1}),
    "react": ("L1.8", SPEAKING & SHOWN, {"message": 1, "reaction": "with_you", "on": True}),
    "mute": ("L4.7", STAFF, {"membership": "{target}", "until": "{soon}", "reason": "Please."}),
    "remove_person": (
        "L4.7",
        STAFF,
        {"membership": "{target}", "until": "{soon}", "reason": "Please."},
    ),
    "raise_hand": ("L5.5", SPEAKING - {REGULAR}, {}),
    "lower_hand": ("L5.5", INSIDE, {}),
    "answer_call": ("L5.5", frozenset({REGULAR}), {}),
    "end_share": ("L5.5", frozenset({REGULAR}), {"how": "done"}),
    "take_chair": ("L5.2", SPEAKING - {NEWCOMER}, {}),
    "hand_chair": ("L5.7", IN_CHAIR, {"membership": "{target}"}),
    "next_phase": ("L5.7", IN_CHAIR, {"after": 1}),
    "set_topic": ("L5.7", IN_CHAIR, {"topic": "Patience"}),
    "call_next": ("L5.7", IN_CHAIR, {}),
    "call": ("L5.7", IN_CHAIR, {"membership": "{target}"}),
    "skip": ("L5.7", IN_CHAIR, {"membership": "{target}"}),
    "move_in_queue": ("L5.7", IN_CHAIR, {"membership": "{target}", "to": 1}),
    "newcomers_first": ("L5.7", IN_CHAIR, {}),
    "extend": ("L5.6", IN_CHAIR, {"seconds": 60}),
    "thank": ("L5.7", IN_CHAIR, {}),
    "paste_reading": ("L5.7", IN_CHAIR, {"reading": 0}),
    "lock": ("L5.7", IN_CHAIR, {"on": True}),
    "pause": ("L5.7", IN_CHAIR, {"on": True}),
    "open_motion": ("L5.10", IN_CHAIR, {"words": "Shall we meet at eight?", "secret": False}),
    "vote": ("L5.10", SPEAKING, {"motion": "{motion}", "choice": "yes"}),
    "close_motion": ("L5.10", IN_CHAIR, {"motion": "{motion}"}),
}
"""Every client-to-server event; strangers have no socket at all.

Those of a meeting (L5) happen in one where `chair` is in the chair, `regular` speaks and `target` waits.
"""

BUSINESS = frozenset({"open_motion", "vote", "close_motion"})
"""Events of the business part."""

PAGES |= office.PAGES | clocks.PAGES | days.PAGES | helping.PAGES | someone.PAGES
PAGES |= (
    mentoring.PAGES
    | finding.PAGES
    | walking.PAGES
    | channel.PAGES
    | overseeing.PAGES
    | opening.PAGES
)
ACTS |= office.ACTS | clocks.ACTS | days.ACTS | helping.ACTS | someone.ACTS
ACTS |= mentoring.ACTS | finding.ACTS | walking.ACTS | channel.ACTS | overseeing.ACTS | opening.ACTS
