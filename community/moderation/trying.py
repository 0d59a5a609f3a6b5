"""A rule is tried on what was written in the group before: read in batches, outside any unit, in turns (L8.6)."""

from datetime import timedelta

from community.clock import now
from community.moderation.engine import matcher_of, reading_of
from community.moderation.models import WatchRule
from community.moderation.operations.rules import Tried, rule_as_tried
from community.realtime.streams import stream_name
from community.registry import Heard, registry
from community.turns import in_turns

BACK = timedelta(days=90)
MOST = 10_000
"""Posts that are looked over, the newest of each kind of place."""

LISTED = 100


def try_rule(rule: WatchRule) -> Tried:
    """What the rule finds in the group's last 90 days; the language of who wrote is not asked."""
    group_id, as_tried = rule.group_id, rule_as_tried(rule)
    matcher = matcher_of(rule.how, rule.words)
    read, found = 0, []
    for kind, place in registry.holding.items():
        for batch in place.history(group_id, now() - BACK):
            room = max(0, MOST - read)
            for heard in in_turns(batch[:room]):
                if matcher.finds(reading_of(heard.body)):
                    found.append((heard.at, stream_name(kind, heard.stream_id), heard.seq))
            read += min(len(batch), room)
            if read >= MOST:
                break
    newest = sorted(found, reverse=True)[:LISTED]
    return Tried(read, len(found), [(stream, seq) for _at, stream, seq in newest], as_tried)


def heard_at(names: list[tuple[str, int]]) -> list[tuple[str, Heard]]:
    """Those messages in today's words, for the group's moderators, in the order of the names."""
    by_stream: dict[str, list[int]] = {}
    for stream, seq in names:
        by_stream.setdefault(stream, []).append(seq)
    found: dict[tuple[str, int], Heard] = {}
    for stream, seqs in by_stream.items():
        kind, _colon, stream_id = stream.partition(":")
        hear = registry.holding[kind].heard
        if hear is not None:
            found |= {(stream, seq): heard for seq, heard in hear(int(stream_id), seqs).items()}
    return [(stream, found[stream, seq]) for stream, seq in names if (stream, seq) in found]
