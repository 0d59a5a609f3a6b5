"""Words that wait as pages show them: to their author, and to whoever decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from community.groups.models import Membership
from community.moderation.forms import LANGUAGES
from community.moderation.models import (
    BY_NEWCOMER,
    BY_RULE,
    IN_RAID,
    UNATTENDED,
    Held,
    Mark,
    WatchRule,
)
from community.moderation.models.watching import FLAG, HOLD, RESOURCES, WARN
from community.moderation.promotion import sign_words
from community.moderation.queries import rules_by_id, usual_wait
from community.moderation.trying import heard_at
from community.realtime import parse_stream
from community.realtime.streams import kind_of, stream_name
from community.registry import HoldingPlace, registry
from community.text import plain, render


@dataclass(frozen=True)
class WaitingView:
    """One's own words that wait: the key by which the browser knows them, and how long it usually takes."""

    id: int
    key: str
    title: str
    html: Markup
    at: datetime
    note: str
    usually: str


def waiting_view(held: Held) -> WaitingView:
    """What waits, for its author."""
    note = str(held.form.get("note", ""))
    return WaitingView(
        held.id, held.key, held.title, render(held.body), held.at, note, usually(held.group_id)
    )


def usually(group_id: int) -> str:
    """How long it takes, as it was measured; never silence (L3.6)."""
    minutes = usual_wait(group_id)
    if minutes is None:
        return str(_("Waiting for a moderator. Only you can see this until then."))
    said: str = ngettext(
        "Waiting for a moderator, usually a minute. Only you can see this until then.",
        "Waiting for a moderator, usually %(num)d minutes. Only you can see this until then.",
        minutes,
    )
    return said


def place_of(held: Held) -> tuple[HoldingPlace, int]:
    """The kind of place in which words wait, and which one."""
    kind, place_id = parse_stream(held.place)
    return registry.holding[kind], place_id


@dataclass(frozen=True)
class DecisionView:
    """What waits, for whoever decides: whose it is, where, what it says, and why it waits."""

    id: int
    membership_id: int
    handle: str
    place: str
    address: str
    title: str
    html: Markup
    at: datetime
    why: str
    signs: str
    may_decide: bool


@dataclass(frozen=True)
class MarkView:
    """What a rule marked, in today's words."""

    id: int
    handle: str
    address: str
    html: Markup
    at: datetime
    why: str
    signs: str


@dataclass(frozen=True)
class FoundView:
    """What a rule would have met, in today's words."""

    handle: str
    address: str
    html: Markup
    at: datetime


def decision_view(
    held: Held, author: Membership, rule: WatchRule | None, may_decide: bool
) -> DecisionView:
    """What waits, for whoever decides."""
    kind, place_id = place_of(held)
    return DecisionView(
        held.id, author.id, author.handle, kind.name(place_id), kind.address(place_id), held.title,
        render(held.body), held.at, why_it_waits(held, rule), told_signs(held.signs), may_decide,
    )  # fmt: skip


def mark_views(marks: Sequence[Mark]) -> list[MarkView]:
    """What rules marked, without what is gone."""
    rules = rules_by_id([mark.rule_id for mark in marks if mark.rule_id is not None])
    names = [(stream_name(kind_of(mark.stream_id), mark.stream_id), mark.seq) for mark in marks]
    heard = {(one.stream_id, one.seq): (stream, one) for stream, one in heard_at(names)}
    found = []
    for mark in marks:
        if (mark.stream_id, mark.seq) not in heard:
            continue
        stream, said = heard[mark.stream_id, mark.seq]
        found.append(
            MarkView(
                mark.id, said.handle, line_at(stream, mark.seq), render(said.body), mark.at,
                _of_rule(rules.get(mark.rule_id or 0)), told_signs(mark.signs),
            )
        )  # fmt: skip
    return found


def found_views(rule: WatchRule) -> list[FoundView]:
    """The newest of what a rule found in what was written here."""
    names = [(str(stream), int(seq)) for stream, seq in rule.tried.get("newest", [])]
    return [
        FoundView(said.handle, line_at(stream, said.seq), render(said.body), said.at)
        for stream, said in heard_at(names)
    ]


def why_it_waits(held: Held, rule: WatchRule | None) -> str:
    """Why somebody's words wait, for whoever decides."""
    if held.reason == BY_RULE:
        return _of_rule(rule)
    said: str = {
        BY_NEWCOMER: _("One of their first two posts here"),
        UNATTENDED: _("Nobody looks after this group"),
        IN_RAID: _("Raid mode is on, and they are new here"),
    }[held.reason]
    return said


def told_signs(signs: Sequence[str]) -> str:
    """What made the site's own rule think that something is sold or promoted, in words."""
    words = sign_words()
    return ", ".join(str(words.get(sign, sign)) for sign in signs)


def line_at(stream: str, seq: int) -> str:
    """Where a line is read with those around it."""
    kind, stream_id = parse_stream(stream)
    return registry.venues[kind].line_at(stream_id, seq)


def actions() -> list[tuple[str, str]]:
    """What a rule can do, in words."""
    return [
        (HOLD, _("Let it wait for a moderator")),
        (WARN, _("Show its author a sentence before it is posted")),
        (RESOURCES, _("Show its author help after it is posted, and nobody else")),
        (FLAG, _("Post it, and mark it for moderators")),
    ]


def languages() -> list[tuple[str, str]]:
    """For whose words a rule is, by the language of their pages."""
    names = {"": _("Any language"), "en": "English", "es": "Español"}
    return [(code, str(names[code])) for code in LANGUAGES]


def _of_rule(rule: WatchRule | None) -> str:
    if rule is None:
        return str(_("The site's rule on selling and promoting"))
    return str(_('A rule of the group: "%(words)s"', words=plain(rule.words, 80)))
