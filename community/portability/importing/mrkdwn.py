"""Slack's way of writing, as Markdown. Code stays as it is; people are called by their pseudonyms."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from community.links import is_safe_link

CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.S)
ANGLE = re.compile(r"<([^<>\n]{1,4000})>")
BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{0,2000}?[^\s*])\*(?![\w*])")
ADDRESS = re.compile(r"(?:https?|mailto|ftp|tel):", re.I)
WHO_UPLOADED = re.compile(r"https?://[^/]*\.slack\.com/(?:files|team)/", re.I)
"""Addresses there that name a person by their id."""

UPLOADED = re.compile(r"^<@[^<>]+> (?:uploaded|shared) a file: <[^<>]*>(?: and commented: )?")
"""What Slack itself said of a file, before there were files beside the words."""

IN_LABELS = re.compile(r"([\[\]\\])")
NOTHING = "\ue000"
"""Stands where a link was taken out, so that what is bold around it is seen; no text may hold it."""


@dataclass(frozen=True)
class Called:
    """How people and channels are called here, by their ids there."""

    people: Mapping[str, str]
    channels: Mapping[str, str]


def markdown_of(text: str, called: Called) -> str:
    """A message's words as Markdown."""
    pieces = CODE.split(text.replace(NOTHING, ""))
    return "".join(
        _code(piece, called) if odd % 2 else _prose(piece, called)
        for odd, piece in enumerate(pieces)
    )


def plain_of(text: str, called: Called) -> str:
    """The same without markup: for the line about a channel."""
    return html.unescape(ANGLE.sub(lambda found: _said(found[1], called), text))


def _code(piece: str, called: Called) -> str:
    inside = html.unescape(ANGLE.sub(lambda found: _said(found[1], called), piece))
    if not inside.startswith("```"):
        return inside
    return f"\n```\n{inside[3:-3].strip(chr(10))}\n```\n"  # Slack opens and closes it within a line


def _prose(piece: str, called: Called) -> str:
    links: list[str] = []

    def kept(found: re.Match[str]) -> str:
        links.append(_link(found[1], called))
        return NOTHING

    words = BOLD.sub(r"**\1**", ANGLE.sub(kept, piece))
    first, *rest = html.unescape(words).split(NOTHING)
    return first + "".join(link + words for link, words in zip(links, rest, strict=True))


def _link(inside: str, called: Called) -> str:
    target, _bar, label = inside.partition("|")
    address = html.unescape(target)
    if not ADDRESS.match(address):
        return _said(inside, called)
    shown = html.unescape(label)
    if WHO_UPLOADED.match(address):
        return shown if shown and shown != address else "…"
    if address.lower().startswith(("mailto:", "tel:")) or not is_safe_link(address):
        return shown or address.partition(":")[2]
    if not shown or shown == address:
        return address
    named = IN_LABELS.sub(r"\\\1", shown)
    return f"[{named}](<{address}>)"


def _said(inside: str, called: Called) -> str:
    """What stands in angles, in plain words."""
    target, _bar, label = inside.partition("|")
    if target.startswith("@"):
        return called.people.get(target[1:], _("someone"))
    if target.startswith("#"):
        return "#" + called.channels.get(target[1:], html.unescape(label) or "…")
    if target.startswith("!"):
        return html.unescape(label) or "@" + target[1:].partition("^")[0]
    return html.unescape(label or target)
