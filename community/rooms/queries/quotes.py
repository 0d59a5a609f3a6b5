"""What messages quote: today's words, for whoever may read them where they were said."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from community.extensions import db
from community.realtime.streams import kinds_of, stream_name
from community.registry import registry
from community.rooms.models import Quote
from community.rooms.queries.messages import Said, readable_said, said_in
from community.rooms.queries.names import Name
from community.rooms.queries.seats import seat_for, seats_at


def quotes_in(stream_id: int, seqs: Sequence[int]) -> dict[int, list[Quote]]:
    """What those messages quote, in their order, by seq."""
    rows = sa.select(Quote).where(Quote.stream_id == stream_id, Quote.seq.in_(seqs))
    found: dict[int, list[Quote]] = {}
    for quote in db.session.scalars(rows.order_by(Quote.seq, Quote.place)):
        found.setdefault(quote.seq, []).append(quote)
    return found


def quoted_for(member_id: int, stream_id: int, quotes: Iterable[Quote]) -> dict[Name, Said]:
    """What is quoted in a stream that the member reads, as far as they may read it: by its name."""
    by_stream: dict[int, list[int]] = {}
    for quote in quotes:
        by_stream.setdefault(quote.of_stream_id, []).append(quote.of_seq)
    open_to = {stream_id} | seats_at(member_id, by_stream.keys() - {stream_id}).keys()
    hidden = registry.hidden_from(member_id)
    return {
        (where, seq): said
        for where, seqs in by_stream.items()
        if where in open_to
        for seq, said in said_in(where, seqs).items()
        if said.message.removed_at is None and said.message.author_id not in hidden
    }


def readable_for(member_id: int, name: Name) -> Said:
    """A message by its name, if the member may read it where it was said. Raises NotFound."""
    kind = kinds_of([name[0]]).get(name[0], "")
    seat_for(member_id, stream_name(kind, name[0]))
    return readable_said(*name, registry.hidden_from(member_id))
