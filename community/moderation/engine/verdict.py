"""What is to become of words that somebody is about to post. Pure: rules and facts are handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from community.moderation.engine.normal import Reading
from community.moderation.engine.patterns import Matcher
from community.moderation.models import BY_RULE
from community.moderation.models.watching import FLAG, HOLD, RESOURCES, WARN
from community.moderation.promotion import signs_of


@dataclass(frozen=True)
class Rule:
    """A rule that is on, ready to be used. `language` is empty for any."""

    id: int
    action: str
    sentence: str
    language: str
    matcher: Matcher


@dataclass(frozen=True)
class Words:
    """What is about to be said, and how its author and the place stand.

    `waits_anyway` is why everything of theirs waits there now, or empty. `private`: a rule only speaks to the author
    (L8.6). Where somebody may be in need (`urgent`) it does not warn, and nothing waits (L6.7). `staff`: nobody
    decides about their own words. What would have been held is marked in both cases. `known` are the rules whose
    warning the author has read.
    """

    reading: Reading
    language: str
    waits_anyway: str = ""
    private: bool = False
    urgent: bool = False
    staff: bool = False
    known: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What follows. `hold` is the reason to wait, or empty; `rule_id` None with `signs` is the site's own rule."""

    warnings: tuple[Rule, ...] = ()
    hold: str = ""
    rule_id: int | None = None
    signs: tuple[str, ...] = ()
    marks: tuple[int | None, ...] = ()
    resources: tuple[str, ...] = ()


def judge(words: Words, rules: Iterable[Rule]) -> Verdict:
    """Try every rule. A warning that was not read comes before everything else."""
    found = [rule for rule in rules if _is_for(rule, words) and rule.matcher.finds(words.reading)]
    unread = [rule for rule in found if rule.action == WARN and rule.id not in words.known]
    warnings = () if words.urgent else tuple(unread)
    resources = tuple(rule.sentence for rule in found if rule.action == RESOURCES)
    if warnings or words.private:
        return Verdict(warnings=warnings, resources=resources)
    holding: list[int | None] = [rule.id for rule in found if rule.action == HOLD]
    signs = tuple(signs_of(words.reading))
    if signs:
        holding.append(None)
    marks: list[int | None] = [rule.id for rule in found if rule.action == FLAG]
    if words.staff or words.urgent:
        return Verdict(signs=signs, marks=tuple(marks + holding), resources=resources)
    reason = BY_RULE if holding else words.waits_anyway
    return Verdict(
        hold=reason,
        rule_id=holding[0] if holding else None,
        signs=signs,
        marks=tuple(marks),
        resources=resources,
    )


def _is_for(rule: Rule, words: Words) -> bool:
    return not rule.language or rule.language == words.language
