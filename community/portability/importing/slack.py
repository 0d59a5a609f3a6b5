"""A Slack workspace's export: the public channels of a zip (docs/imports.md)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from community.clock import now
from community.portability.importing.archive import Archive
from community.portability.importing.models import SLACK
from community.portability.importing.mrkdwn import UPLOADED, Called, markdown_of, plain_of
from community.portability.importing.shapes import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    LONGEST_TEXT,
    Line,
    Notes,
    Place,
    Thread,
    Unreadable,
    Writer,
    address_of,
    body_of,
    id_of,
    line_of,
    moment_of,
    says_something,
    too_long,
)
from community.turns import in_turns

SAID = (None, "thread_broadcast", "me_message", "file_share")
"""Subtypes of messages that are somebody's words; joins, topics, bots and the like are none."""

SLACKBOT = "USLACKBOT"


@dataclass
class Workspace:
    """A workspace's public channels, in order."""

    source: str
    archive: Archive
    users: dict[str, Writer]
    bots: frozenset[str]
    channels: dict[str, str]
    """Names by id."""

    folders: dict[str, list[str]]
    writers: dict[str, Writer] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    threads: Sequence[Thread] = ()
    notes: Notes = field(default_factory=Notes)
    refused: int = 0
    total: int = 0
    kind: str = SLACK
    _told: bool = False

    @property
    def streams(self) -> Sequence[str]:
        """Its channels."""
        return [place.id for place in self.places]

    def lines_of(self, stream: str) -> Sequence[Line]:
        """A channel's messages. They are read again each time: a workspace is larger than memory."""
        found: dict[str, Line] = {}
        for path, message in in_turns(self._messages(stream)):
            line = self._line(stream, message, path)
            if line is not None and line.id not in found:
                found[line.id] = line
        ordered = sorted(found.values(), key=lambda line: (line.at, line.id))
        return [self._answering(line, found) for line in ordered]

    def words_of(self, line: Line, pseudonyms: Mapping[str, str]) -> str:
        """A message's words."""
        called = Called(pseudonyms, self.channels)
        return body_of(markdown_of(line.raw, called)) or body_of(plain_of(line.raw, called))

    def named_anew(self, said: str, pseudonyms: Mapping[str, str]) -> str:
        """What a channel says of itself names nobody any more."""
        return said

    def look_through(self, about: Mapping[str, str]) -> None:
        """Read everything once: who writes, how much there is, and whether all of it can be read."""
        for channel in in_turns(list(self.folders)):
            lines = self.lines_of(channel)
            if not lines:
                self.notes.add(
                    _("Channels in which nobody wrote were left out."), self.channels[channel]
                )
                continue
            self.total += len(lines)
            self.places.append(Place(channel, self.channels[channel], about[channel]))
            for line in lines:
                self.writers[line.author] = self.users.get(line.author, Writer(line.author))
        self._told = True

    def _messages(self, channel: str) -> Iterator[tuple[str, Any]]:
        for path in self.folders[channel]:
            for message in _listed(self.archive.json_of(path)):
                yield path, message

    def _line(self, channel: str, message: Any, path: str) -> Line | None:
        why = self._why_not(message)
        if why:
            self._skip(why, path)
            return None
        stamp = str(message.get("ts"))
        at = moment_of(_number(stamp), now())
        if at is None or id_of(stamp) is None:
            self._skip(_("Messages without a usable time were left out."), path, refused=True)
            return None
        words = _words(message)
        if len(words) > LONGEST_TEXT and not self._told:
            self.notes.add(too_long(), path)
        thread = message.get("thread_ts")
        answered = f"{channel}:{thread}" if thread is not None and str(thread) != stamp else None
        return Line(f"{channel}:{stamp}", channel, str(message["user"]), at, answered, words)

    def _why_not(self, message: Any) -> str:
        """Why a message is not brought along; empty where it is."""
        if not isinstance(message, dict) or message.get("type", "message") != "message":
            return _("What is no message was left out.")
        if message.get("subtype") not in SAID:
            return _("Joins, topics, bots and other things that nobody said were left out.")
        if id_of(message.get("user")) is None:
            return _("Messages that name nobody, or a program, were left out.")
        if message["user"] in self.bots:
            return _("Joins, topics, bots and other things that nobody said were left out.")
        if not says_something(_words(message)):
            return _("Messages with nothing but files were left out.")
        return ""

    def _skip(self, sentence: str, path: str, refused: bool = False) -> None:
        if not self._told:
            self.refused += refused
            self.notes.add(sentence, path)

    def _answering(self, line: Line, found: Mapping[str, Line]) -> Line:
        if line.reply_to is None:
            return line
        answered = found.get(line.reply_to)
        if answered is not None and (answered.at, answered.id) < (line.at, line.id):
            return line
        if not self._told:
            said = _(
                "What it answers is not in the export, or comes later: it stands as no answer."
            )
            self.notes.add(said, self.channels[line.thread])
        return line._replace(reply_to=None)


def read_slack(data: bytes, file: str, source: str = "") -> Workspace:
    """Read a workspace's export. Raises Unreadable where it is none, or anything about the zip is odd."""
    archive = Archive(data)
    top = _top_of(archive.paths)
    people = _listed(archive.json_of(f"{top}users.json"))
    channels = {
        found["id"]: found
        for found in _listed(archive.json_of(f"{top}channels.json"))
        if isinstance(found, dict)
        and id_of(found.get("id"))
        and line_of(found.get("name"), LONGEST_NAME)
    }
    users = dict(_users(people))
    names = {own: line_of(found["name"], LONGEST_NAME) for own, found in channels.items()}
    workspace = Workspace(
        source or _team_of(people) or file, archive, users, _bots(people), names,
        _folders(archive.paths, top, names),
    )  # fmt: skip
    _note_private(workspace, top)
    called = Called({}, names)
    workspace.look_through({own: _about(found, called) for own, found in channels.items()})
    return workspace


def _words(message: Mapping[str, Any]) -> str:
    said = message.get("text")
    if not isinstance(said, str):
        return ""
    return UPLOADED.sub("", said, 1) if message.get("subtype") == "file_share" else said


def _top_of(paths: Sequence[str]) -> str:
    """The folder in which the export lies: none, unless somebody packed it anew."""
    found = [path for path in paths if path.rpartition("/")[2] == "channels.json"]
    found = [path for path in found if not path.startswith("__MACOSX/")]
    if not found:
        raise Unreadable(_("This is no export of a Slack workspace: it has no channels.json."))
    return min(found, key=len)[: -len("channels.json")]


def _folders(paths: Sequence[str], top: str, names: Mapping[str, str]) -> dict[str, list[str]]:
    """By channel the files of its days, in order."""
    days: dict[str, list[str]] = {}
    for path in sorted(paths):
        folder, _slash, file = path.removeprefix(top).rpartition("/")
        if path.startswith(top) and folder and "/" not in folder and file.endswith(".json"):
            days.setdefault(folder, []).append(path)
    return {own: days.get(name) or days.get(own, []) for own, name in names.items()}


def _users(people: Sequence[Any]) -> Iterator[tuple[str, Writer]]:
    for who in people:
        own = id_of(who.get("id")) if isinstance(who, dict) else None
        if own is not None:
            profile = who.get("profile")
            address = profile.get("email") if isinstance(profile, dict) else None
            yield own, Writer(own, "", address_of(address))


def _bots(people: Sequence[Any]) -> frozenset[str]:
    ids = (who.get("id") for who in people if isinstance(who, dict) and who.get("is_bot") is True)
    return frozenset({SLACKBOT, *(own for own in ids if isinstance(own, str))})


def _team_of(people: Sequence[Any]) -> str:
    teams = (who.get("team_id") for who in people if isinstance(who, dict))
    return next((team for team in teams if isinstance(team, str) and id_of(team)), "")


def _about(channel: Mapping[str, Any], called: Called) -> str:
    purpose = channel.get("purpose")
    said = purpose.get("value") if isinstance(purpose, dict) else ""
    return line_of(plain_of(said[:2000], called), LONGEST_ABOUT) if isinstance(said, str) else ""


def _note_private(workspace: Workspace, top: str) -> None:
    for name in ("groups.json", "dms.json", "mpims.json"):
        if workspace.archive.json_of(f"{top}{name}"):
            said = _("Private channels and direct messages were not looked at.")
            workspace.notes.add(said, name)


def _listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else []


def _number(stamp: str) -> float | None:
    try:
        return float(stamp) if len(stamp) <= 30 else None
    except ValueError:
        return None
