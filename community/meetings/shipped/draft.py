"""A format before it is anybody's. Its words are put into a language when a group takes its copy."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from community.meetings.models import Phase, Reading


@dataclass(frozen=True)
class Part:
    """A part of a shipped format; as `Phase`, with pairs of title and body for readings."""

    kind: str
    title: LazyString
    minutes: int
    posting: str
    cross_talk: bool = False
    share_seconds: int = 0
    readings: tuple[tuple[LazyString, LazyString], ...] = ()

    def spoken(self) -> Phase:
        """In the language of whoever asks."""
        readings = tuple(Reading(str(title), str(body)) for title, body in self.readings)
        return Phase(
            self.kind, str(self.title), self.minutes, self.posting, self.cross_talk,
            self.share_seconds, readings,
        )  # fmt: skip


@dataclass(frozen=True)
class ShippedFormat:
    """A whole format; `about` says in a sentence what kind of meeting it makes."""

    name: LazyString
    about: LazyString
    welcome: LazyString
    etiquette: LazyString
    parts: tuple[Part, ...]

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Its parts, in the language of whoever asks."""
        return tuple(part.spoken() for part in self.parts)
