"""The permission matrix: for every door, by which law, who passes it. Written from the laws, never from the code.

Roles stand towards one closed group: `stranger` is nobody signed in; `outsider` a member of the site only;
`keyless` a moderator without an authenticator; `banned` was a member there; `administrator` runs the machine
and is no member of the group; `removed` is kept out for a while. `target` is another member, on whom acts fall.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

STRANGER, OUTSIDER, NEWCOMER, REGULAR, CHAIR = (
    "stranger",
    "outsider",
    "newcomer",
    "regular",
    "chair",
)
MUTED, BANNED, KEYLESS, MODERATOR, ADMINISTRATOR = (
    "muted",
    "banned",
    "keyless",
    "moderator",
    "administrator",
)
REMOVED = "removed"
ROLES = (
    STRANGER, OUTSIDER, NEWCOMER, REGULAR, CHAIR, MUTED, BANNED, REMOVED, KEYLESS, MODERATOR, ADMINISTRATOR,
)  # fmt: skip
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {STRANGER}
INSIDE = frozenset({NEWCOMER, REGULAR, CHAIR, MUTED, KEYLESS, MODERATOR})
SPEAKING = INSIDE - {MUTED}
STAFF = frozenset({MODERATOR})
IN_CHAIR = frozenset({CHAIR})


@dataclass(frozen=True)
class Row:
    """One door: who passes it, by which law, and what is sent through it (`{names}` are filled in)."""

    law: str
    allowed: frozenset[str]
    address: str
    form: Mapping[str, str] = field(default_factory=dict)
    first: str = ""


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
    "groups.show_group": Row("L2.1", SIGNED_IN, "/groups/{slug}"),
    "groups.show_join": Row("L2.2", SIGNED_IN, "/groups/{slug}/join"),
    "groups.list_people": Row("L2.1", INSIDE, "/groups/{slug}/people"),
    "groups.list_requests": Row("L2.2", STAFF, "/groups/{slug}/requests"),
    "groups.list_invitations": Row("L2.2", STAFF, "/groups/{slug}/invitations"),
    "groups.show_settings": Row("L2.6", STAFF, "/groups/{slug}/settings"),
    "groups.show_person": Row("L1.10", INSIDE, "/memberships/{target}"),
    "groups.list_blocks": Row("L1.8", SIGNED_IN, "/you/blocks"),
    "groups.open_invitation": Row("L2.2", EVERYBODY, "/invitations/{invitation}"),
    "rooms.show_room": Row("L4.1", INSIDE, "/rooms/{room}"),
    "rooms.list_messages": Row("L4.5", INSIDE, "/rooms/{room}/messages"),
    "rooms.show_message": Row("L4.3", INSIDE, "/rooms/{room}/messages/{seq}"),
    "rooms.show_state": Row("L4.6", INSIDE, "/rooms/{room}/state"),
    "rooms.show_settings": Row("L2.6", STAFF, "/rooms/{room}/settings"),
    "forums.show_forum": Row("L3.1", INSIDE, "/groups/{slug}/forum"),
    "forums.show_board": Row("L3.1", INSIDE, "/boards/{board}"),
    "forums.new_topic": Row("L3.1", INSIDE, "/boards/{board}/new"),
    "forums.show_board_settings": Row("L2.6", STAFF, "/boards/{board}/settings"),
    "forums.show_topic": Row("L3.1", INSIDE, "/topics/{topic}"),
    "forums.show_topic_state": Row("L3.5", INSIDE, "/topics/{topic}/state"),
    "forums.show_topic_settings": Row("L3.5", STAFF, "/topics/{topic}/settings"),
    "meetings.list_week": Row("L5.1", SIGNED_IN, "/meetings"),
    "meetings.show_chair": Row("L5.7", INSIDE, "/rooms/{room}/chair"),
    "meetings.show_queue": Row("L5.5", INSIDE, "/rooms/{room}/queue"),
    "meetings.show_tonight": Row("L5.3", INSIDE, "/rooms/{room}/tonight"),
    "meetings.list_meetings": Row("L5.1", SIGNED_IN, "/groups/{slug}/meetings"),
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
    "members.show_you": Row("L1.6", SIGNED_IN, "/you"),
    "members.show_sessions": Row("L1.6", SIGNED_IN, "/you/sessions"),
    "members.show_codes": Row("L1.2", SIGNED_IN, "/you/codes"),
    "members.show_passphrase": Row("L1.1", SIGNED_IN, "/you/passphrase"),
    "members.show_authenticator": Row("L1.5", SIGNED_IN, "/you/authenticator"),
    "members.show_sign_in": Row("L1.6", EVERYBODY, "/sign-in"),
    "members.show_recovery": Row("L1.2", EVERYBODY, "/recovery"),
    "members.show_join": Row("L1.1", EVERYBODY, "/join?invitation={invitation}"),
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
        "L2.2", SIGNED_IN - {BANNED}, "/groups/{slug}/memberships", {"handle": "{fresh}"}
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
    "moderation.create_lifting": Row("L4.7", STAFF, "/standings/{standing}/lifting", REASON),
    "rooms.create_room": Row("L2.6", STAFF, "/groups/{slug}/rooms", {"name": "Kitchen"}),
    "rooms.change_settings": Row("L2.6", STAFF, "/rooms/{room}/settings", {"name": "Kitchen"}),
    "rooms.pause_room": Row("L4.6", STAFF, "/rooms/{room}/pause", {"minutes": "15"}),
    "rooms.mark_read": Row("L4.5", INSIDE, "/rooms/{room}/read", {"seq": "1"}),
    "rooms.create_message": Row(
        "L4.7", SPEAKING, "/rooms/{room}/messages", {"body": "Good evening.", "key": "matrix-key-1"}
    ),
    "rooms.edit_message": Row(
        "L4.3", frozenset({REGULAR}), "/rooms/{room}/messages/{seq}/edit", {"body": "Better."}
    ),
    "rooms.remove_message": Row(
        "L4.3", frozenset({REGULAR, MODERATOR}), "/rooms/{room}/messages/{seq}/removal"
    ),
    "rooms.set_reaction": Row(
        "L4.3", SPEAKING, "/rooms/{room}/messages/{seq}/reactions", {"reaction": "with_you"}
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
        "L5.5", frozenset({REGULAR}), "/rooms/{meeting}/share", {"do": "done"}, first="meeting"
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
        "L12.1", frozenset({REGULAR}), "/you/calendar/{calendar}/revocation", first="calendar"
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
    "members.create_sign_out": Row("L1.6", SIGNED_IN, "/sessions/current/revocation"),
    "members.create_revocation": Row(
        "L1.6", frozenset({REGULAR}), "/sessions/{session}/revocation"
    ),
    "members.create_settings": Row(
        "L1.6", SIGNED_IN, "/you", {"theme": "dark", "letters": "", "locale": "en", "zone": "UTC"}
    ),
}
"""Doors that change something: sent with what should succeed."""

PROVED_APART = {
    "members.create_sign_in", "members.create_join", "members.create_recovery", "members.create_codes",
    "members.create_passphrase", "members.create_authenticator", "members.create_removal",
    "groups.show_setup", "groups.create_setup", "meetings.show_own_calendar",
    "meetings.show_slip", "meetings.download_slip", "static",
    "notices.show_confirmation", "notices.confirm_address", "notices.show_stop", "notices.stop_mail",
    "notices.give_address", "notices.resume_mail", "notices.create_device", "notices.remove_device",
}  # fmt: skip
"""Doors that ask for a secret or another machine, not a role: their own tests try them, with right and wrong."""

EVENTS: dict[str, tuple[str, frozenset[str], Mapping[str, Any]]] = {
    "join": ("L4.2", INSIDE, {}),
    "catch_up": ("L4.2", INSIDE, {"since": 0}),
    "leave": ("L4.2", SIGNED_IN, {}),
    "typing": ("L4.4", INSIDE, {"on": True}),
    "mark_read": ("L4.5", INSIDE, {"seq": 1}),
    "post_message": ("L4.3", SPEAKING, {"body": "Good evening.", "key": "matrix-key-1"}),
    "edit_message": ("L4.3", frozenset({REGULAR}), {"message": 1, "body": "Better."}),
    "remove_message": ("L4.3", frozenset({REGULAR, MODERATOR}), {"message": 1}),
    "react": ("L4.3", SPEAKING, {"message": 1, "reaction": "with_you", "on": True}),
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
