"""A group's moderators say some of the house's sentences in their own words, or no longer."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.groups.models import Group
from community.groups.operations.attendance import hold_group_at
from community.groups.queries import managed_for
from community.journal import record
from community.operations import operation
from community.wellbeing.forms.group_words import GroupWordsForm
from community.wellbeing.models.group_words import GroupWords
from community.wellbeing.queries.group_words import rows_of
from community.wellbeing.words.sentences import SENTENCES


@operation
def change_group_words(member_id: int, slug: str, form: GroupWordsForm) -> None:
    """Say these sentences so from now on; those that are empty as the house does. Again changes nothing.

    Raises NotFound, Forbidden; Conflict where another moderator wrote meanwhile.
    """
    hold_group_at(slug)
    group = managed_for(member_id, slug).group
    rows = rows_of(group.id)
    before = {key: rows[key].words if key in rows else "" for key in SENTENCES}
    changed = [key for key in SENTENCES if form.words.get(key, "") != before[key]]
    if changed and form.based_on != sum(row.number for row in rows.values()):
        raise Conflict(
            _("Somebody changed these words meanwhile. What you typed is below; save it again if it is to hold.")
        )  # fmt: skip
    _write(member_id, group, {key: form.words.get(key, "") for key in changed}, rows)


@operation
def reset_group_words(member_id: int, slug: str, key: str) -> None:
    """Say that sentence as the house does. Again changes nothing. Raises NotFound, Forbidden."""
    hold_group_at(slug)
    group = managed_for(member_id, slug).group
    if key not in SENTENCES:
        raise NotFound
    rows = rows_of(group.id)
    if key in rows and rows[key].words:
        _write(member_id, group, {key: ""}, rows)


def _write(member_id: int, group: Group, said: dict[str, str], rows: dict[str, GroupWords]) -> None:
    for key, words in said.items():
        row = rows.get(key)
        if row is None:
            row = GroupWords(group_id=group.id, key=key, number=0)
            db.session.add(row)
        row.words, row.number = words, row.number + 1
        row.changed_by, row.changed_at = member_id, now()
    db.session.flush()
    if said:
        record(member_id, "wellbeing:words:changed", group.scope, {"sentences": sorted(said)})
