"""What office does with words: it takes them away, and brings them back after an appeal. Whoever calls has asked."""

from community.errors import NotFound
from community.extensions import db
from community.journal import record
from community.operations import operation
from community.realtime import append, hold_stream
from community.realtime.streams import kinds_of, parse_stream, stream_name
from community.rooms import broadcasts, queries
from community.rooms.models import Message
from community.rooms.operations.messages import empty


@operation
def take_away(actor: int, ref: str) -> None:
    """Empty a message, for everybody. Doing it again changes nothing. Raises NotFound."""
    message = _message(ref)
    if message.removed_at is not None:
        return
    empty(message, actor)
    entry = append(message.stream_id, "message_removed", actor_id=None, ref=message.seq)
    record(actor, "rooms:message:removed", _subject(message), {"author": message.author_id})
    broadcasts.message_removed(entry, message.author_id)


@operation
def bring_back(ref: str, words: str) -> None:
    """Give a removed message its words again: to open pages it is an edit. What has had its time stays gone."""
    try:
        message = _message(ref)
    except NotFound:
        return
    if message.removed_at is None:
        return
    message.say(words, queries.is_private(message.stream_id))
    message.removed_at, message.removed_by, message.quotes = None, None, 0
    db.session.flush()
    entry = append(message.stream_id, "message_edited", actor_id=message.author_id, ref=message.seq)
    said = queries.said_in(message.stream_id, [message.seq])[message.seq]
    broadcasts.message_edited(entry, said)


def _message(ref: str) -> Message:
    stream, _slash, seq = ref.partition("/")
    stream_id = parse_stream(stream)[1]
    hold_stream(stream_id)
    stream_id, now_at = queries.name_now(stream_id, int(seq)) or (stream_id, int(seq))
    hold_stream(stream_id)
    return queries.message_in(stream_id, now_at)


def _subject(message: Message) -> str:
    kind = kinds_of([message.stream_id])[message.stream_id]
    return f"{stream_name(kind, message.stream_id)}:{message.seq}"
