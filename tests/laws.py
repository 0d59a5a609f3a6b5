"""The laws of the product, numbered as in docs/laws.md. A test that proves one says so: `@law("L4.3")`."""

import pytest

law = pytest.mark.law

LANDED = {
    "L1.1": "joining with a handle and a passphrase; by invitation, open or closed; consent is a row",
    "L1.2": "ten recovery codes; recover-admin on the machine",
    "L1.3": "handles are unique regardless of case and look-alikes",
    "L1.4": "no name, place or network address at rest or in a log",
    "L1.5": "an authenticator before any act of office",
    "L1.6": "sessions are listed and revocable; sockets close within two seconds",
    "L1.7": "quick exit on every page",
    "L1.8": "blocks hide words one way and cut reach, and tell nothing",
    "L1.10": "ids tell nothing; nothing joins a person across groups",
    "L2.1": "open, closed and hidden groups",
    "L2.2": "who creates groups and how one joins",
    "L2.3": "roles; newcomers become members by rules kept as data",
    "L2.4": "the last moderator; unattended groups",
    "L2.5": "a handle per group",
    "L2.6": "moderators manage rooms; groups are archived, handed over, closed",
    "L3.1": "boards, topics, posts in order, twenty a page at an address that stays; live",
    "L3.2": "CommonMark with spoilers, nothing else; links that tell nothing; no preview is fetched",
    "L4.1": "kinds of rooms",
    "L4.2": "the promise: durable, ordered, once, nothing missed",
    "L4.3": "messages, reactions, editing, removing; removed words are never sent again",
    "L4.4": "presence and typing, both switchable; listening quietly",
    "L4.5": "own read position, unread counts, scrolling back",
    "L4.6": "slow mode, read only, newcomers, pause, capacity, speaker",
    "L4.7": "removal, mute, removal from a room or group, ban: with the reason told",
    "L4.10": "crisis resources at every room's foot",
    "L5.1": "a schedule in wall time and a zone; single dates cancelled, moved, noted; following",
    "L5.2": "roles by date; a stand-in is asked for; an empty chair; a lounge",
    "L5.3": "formats as versioned data; three shipped ones",
    "L5.4": "lobby, parts, fellowship, closed; every step and floor change replays",
    "L5.5": "one queue, one floor; everybody else is refused and keeps their words",
    "L5.6": "a timer that all see; the limit is soft, the chair gives more",
    "L5.7": "the chair's acts; a lost chair loses nothing and is offered on",
    "L5.8": "late-comers are told alone; reading along is seen by nobody",
    "L5.9": "whoever chose to be celebrated; nobody is looked up",
    "L5.10": "business: open and secret votes; the result is an entry",
    "L5.11": "participation for oneself alone; slips that verify without us",
    "L6.6": "crisis resources are never empty and need no sign-in",
    "L9.1": "inbox with live counter; mail and push that say nothing but that there is something",
    "L9.2": "by group and category; hushed groups; quiet hours and one digest of what was held",
    "L13.1": "WCAG 2.2 AA; everything by keyboard",
    "L13.2": "works without JavaScript",
    "L13.3": "first load under 150 kB; offline page with crisis lines",
}
"""What this version keeps; every one of these must be named by a test."""

LATER = (
    "L1.9", "L3.3", "L3.4", "L3.5", "L3.6", "L4.8", "L4.9",
    "L6.1", "L6.2", "L6.3", "L6.4", "L6.5", "L6.7",
    "L7.1", "L7.2", "L7.3", "L7.4", "L7.5", "L7.6", "L7.7", "L7.8", "L7.9", "L7.10", "L7.11", "L7.12",
    "L8.1", "L8.2", "L8.3", "L8.4", "L8.5", "L8.6", "L8.7", "L8.8", "L8.9",
    "L10.1", "L11.1", "L12.1", "L12.2", "L12.3", "L12.4", "L13.4",
)  # fmt: skip
"""What joins later; a test may prove one before its time."""
