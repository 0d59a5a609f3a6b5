"""What rules make of words that are about to be posted (L8.6), inside the unit that posts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.clock import now
from community.errors import Warned
from community.extensions import db
from community.groups.models import NEWCOMER, Membership
from community.moderation import queries
from community.moderation.engine import Verdict, Words, judge, reading_of
from community.moderation.models import IN_RAID, Mark


@dataclass(frozen=True)
class Saying:
    """What somebody is about to say, where, and why whatever they say there waits, if it does.

    `form` is what is kept if it waits; it has the words under `body`, and a topic's title under `name`.
    """

    author: Membership
    place: str
    key: str
    form: Mapping[str, Any]
    first_look: str = ""
    private: bool = False
    urgent: bool = False
    staff: bool = False
    known: frozenset[int] = frozenset()


def weigh_words(saying: Saying) -> Verdict:
    """What follows from the group's rules and the site's own. Raises Warned where the author reads a word first."""
    author, form = saying.author, saying.form
    words = Words(
        reading=reading_of(str(form.get("name", "")), str(form["body"])),
        language=author.member.locale.partition("_")[0],
        waits_anyway="" if saying.staff else _waits_anyway(saying),
        private=saying.private,
        urgent=saying.urgent,
        staff=saying.staff,
        known=saying.known,
    )
    verdict = judge(words, queries.rules_on(author.group_id))
    if verdict.warnings:
        said = " ".join(dict.fromkeys(rule.sentence for rule in verdict.warnings))
        raise Warned(said, sorted(saying.known | {rule.id for rule in verdict.warnings}))
    return verdict


def mark_words(author: Membership, stream_id: int, seq: int, verdict: Verdict) -> None:
    """Keep for the group's moderators that rules marked what was just posted."""
    for rule_id in verdict.marks:
        db.session.add(
            Mark(
                group_id=author.group_id, membership_id=author.id, stream_id=stream_id, seq=seq, rule_id=rule_id,
                signs=[] if rule_id else list(verdict.signs), at=now(),
            )
        )  # fmt: skip
    db.session.flush()


def sentences(parts: Sequence[str]) -> str:
    """Several rules' sentences as one text, each once."""
    return " ".join(dict.fromkeys(part for part in parts if part))


def _waits_anyway(saying: Saying) -> str:
    author = saying.author
    if author.role == NEWCOMER and author.group.is_guarded(now()) and not saying.private:
        return IN_RAID
    return saying.first_look
