"""Groups: who meets where, under which name, and who looks after it."""

from flask import Flask

from community.groups import broadcasts, jobs, operations, personal, queries, retention
from community.groups.commands import group
from community.groups.views import pages
from community.registry import Happening, registry


def register(app: Flask) -> None:
    """Declare what this feature adds."""
    app.register_blueprint(pages)
    app.cli.add_command(group)
    registry.belongs_anywhere = queries.belongs_anywhere
    registry.hidden_from = queries.hidden_from
    registry.hiding = queries.hiding
    registry.kept_from = queries.kept_from
    registry.notice_kinds |= broadcasts.KINDS
    registry.when(Happening.JOINED_SITE, "groups", _joined_site)
    registry.when(Happening.SUSPENDED, "groups", _suspended)
    registry.when(Happening.OFFICE_CHANGED, "groups", _office_changed)
    registry.job("groups:promote", jobs.promote, every=jobs.HOUR)
    registry.job("groups:attend", jobs.attend, every=jobs.DAY)
    registry.job("groups:close", jobs.close, every=jobs.HOUR)
    personal.declare()
    retention.declare()


def _joined_site(*, member_id: int, group_id: int | None, invitation_id: int | None) -> None:
    operations.admit_invited(member_id, group_id)


def _suspended(*, member_id: int) -> None:
    operations.see_to_groups_of(member_id)


def _office_changed(
    *, office_id: int, member_id: int, kind: str, told: str, already: frozenset[int]
) -> None:
    operations.tell_moderators(office_id, told, already)
