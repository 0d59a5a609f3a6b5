"""Who is here, as count and changes (L4.4). Ephemeral: each process tells the others whom it has.

Whoever blocked a reader looks to that reader like someone who listens quietly, and the other way round:
not in the names, not in the count, and no frame betrays a coming or going (L1.8).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from community.clock import now
from community.extensions import socketio
from community.realtime.connections import Ear, connections
from community.realtime.delivery import channel, on_news
from community.realtime.streams import stream_name

LIST_UP_TO = 40
"""In a fuller room only the count goes out."""

FORGET_AFTER = 60.0
"""Seconds after which a process that says nothing is taken to be gone."""


@dataclass(frozen=True)
class Person:
    """Somebody who is visibly here."""

    id: int
    handle: str
    kept_from: frozenset[int]

    def shown(self) -> dict[str, Any]:
        """As the protocol words it."""
        return {"id": self.id, "handle": self.handle}


_dirty: set[int] = set()
_shown: dict[int, dict[int, Person]] = {}
_elsewhere: dict[tuple[str, int], tuple[float, dict[int, Person]]] = {}


def changed(stream_id: int) -> None:
    """Somebody came to or left a stream, or is hidden from others now."""
    _dirty.add(stream_id)


def people_for(ear: Ear) -> list[Person]:
    """Who is here in the eyes of one listener."""
    return [person for person in _present(ear.stream_id).values() if _may_see(ear, person)]


def people_in(stream_id: int, membership_id: int | None, hides: frozenset[int]) -> list[Person]:
    """Who is here in the eyes of a reader who may not listen: who they are there, and whom they have blocked."""
    return people_for(Ear("", stream_id, "", 0, membership_id, "", True, hides, frozenset()))


def send_presence() -> None:
    """Tell the listeners of every stream that changed. Called twice a second."""
    for stream_id in list(_dirty):
        _dirty.discard(stream_id)
        mine = _here(stream_id)
        news = {"do": "presence", "stream": stream_id, "process": current_app.extensions["process"]}
        news["people"] = [[p.id, p.handle, sorted(p.kept_from)] for p in mine.values()]
        current_app.extensions["bus"].publish(news)
        _tell(stream_id)


def tell_again() -> None:
    """Repeat to the other processes whom this one has, so that the silence of one that died is noticed."""
    _dirty.update(connections.streams())
    for key, (heard, _people) in list(_elsewhere.items()):
        if now().timestamp() - heard > FORGET_AFTER:
            del _elsewhere[key]
            _dirty.add(key[1])


def _tell(stream_id: int) -> None:
    before, present = _shown.get(stream_id, {}), _present(stream_id)
    ears = connections.ears(stream_id)
    if ears:
        _shown[stream_id] = present
    else:
        _shown.pop(stream_id, None)
    came = [person for key, person in present.items() if key not in before]
    left = [person for key, person in before.items() if key not in present]
    everyone = before | present
    concerned = {key for person in everyone.values() for key in person.kept_from}
    own = [ear for ear in ears if ear.hides & everyone.keys() or ear.membership_id in concerned]
    if came or left:
        said = _words(ears, stream_id, list(present.values()), came, left)
        socketio.server.emit(
            "presence", said, room=channel(stream_id), skip_sid=[ear.sid for ear in own] or None
        )
    for ear in own:
        _tell_apart(ear, present, came, left)


def _tell_apart(
    ear: Ear, present: dict[int, Person], came: list[Person], left: list[Person]
) -> None:
    came, left, here = (
        [p for p in some if _may_see(ear, p)] for some in (came, left, present.values())
    )
    if came or left:
        socketio.server.emit("presence", _words([ear], ear.stream_id, here, came, left), to=ear.sid)


def _words(
    ears: list[Ear], stream_id: int, here: list[Person], came: list[Person], left: list[Person]
) -> dict[str, Any]:
    said: dict[str, Any] = {"stream": stream_name(ears[0].kind if ears else "room", stream_id)}
    said["here"] = len(here)
    if len(here) <= LIST_UP_TO:
        said["came"] = [person.shown() for person in came]
        said["left"] = [person.id for person in left]
    return said


def _may_see(ear: Ear, person: Person) -> bool:
    return person.id not in ear.hides and ear.membership_id not in person.kept_from


def _present(stream_id: int) -> dict[int, Person]:
    present = _here(stream_id)
    for (_process, stream), (_heard, people) in _elsewhere.items():
        if stream == stream_id:
            present = people | present
    return present


def _here(stream_id: int) -> dict[int, Person]:
    return {
        ear.membership_id: Person(ear.membership_id, ear.handle, ear.kept_from)
        for ear in connections.ears(stream_id)
        if ear.membership_id is not None and not ear.quiet
    }


def _hear_of_others(news: Mapping[str, Any]) -> None:
    if news["process"] == current_app.extensions["process"]:
        return
    people = {row[0]: Person(row[0], row[1], frozenset(row[2])) for row in news["people"]}
    key = (news["process"], news["stream"])
    if people:
        _elsewhere[key] = (now().timestamp(), people)
    else:
        _elsewhere.pop(key, None)
    _tell(news["stream"])


on_news("presence", _hear_of_others)
