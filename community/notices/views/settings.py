"""How a member is reached: quiet hours, ways by category, and each group's own."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.errors import NotFound
from community.groups.queries import memberships_of, place_for
from community.notices import operations, policies, queries
from community.notices.forms import DAILY, HOURLY, CalmForm, WaysForm
from community.notices.policies import Ways
from community.notices.pushing.sealing import public_key
from community.notices.timing import Calm
from community.notices.views.blueprint import pages, typed
from community.web import answer, me, redraws

NIGHT = Calm(22 * 60, 7 * 60)
"""What the form offers whoever has no quiet hours."""

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


@pages.get("/notices/settings")
def show_settings() -> str:
    """Everything about being reached, on one page."""
    calm, push = queries.calm_of(me().id), queries.outreach().push_since is not None
    mine, hushed = memberships_of(me().id), queries.groups_hushed_by(me().id)
    key = current_app.extensions["keys"]["vapid"]
    return render_template(
        "notices/settings.html",
        values=typed(_calm_values(calm) | _ways_values(queries.chosen_ways(me().id))),
        categories=words_of_categories(), hours=HOURS, box=queries.mailbox_of(me().id),
        mail_on=current_app.config["HEARTH"].mail is not None, push_on=push,
        push_key=public_key(key) if push else "",
        devices=queries.devices_of(me().id), here_session=me().session_id,
        groups=[(each.group, each.group.id in hushed) for each in mine],
        own=queries.groups_with_choices(me().id),
    )  # fmt: skip


@pages.post("/notices/settings/hours")
@redraws(show_settings)
def change_hours() -> ResponseReturnValue:
    """Keep quiet hours and the rhythm of mail."""
    operations.keep_calm(me().id, CalmForm.parse(request.form))
    flash(_("Kept."))
    return answer("/notices/settings")


@pages.post("/notices/settings/ways")
@redraws(show_settings)
def change_ways() -> ResponseReturnValue:
    """Keep what reaches the member how."""
    operations.choose_ways(me().id, WaysForm.parse(request.form))
    flash(_("Kept."))
    return answer("/notices/settings")


@pages.get("/groups/<slug>/notices")
def show_group_settings(slug: str) -> str:
    """What reaches the member from one of their groups."""
    place = place_for(me().id, slug)
    if place.membership is None:
        raise NotFound
    group = place.group
    return render_template(
        "notices/of_group.html",
        group=group, hushed=group.id in queries.groups_hushed_by(me().id),
        values=typed(_ways_values(queries.chosen_ways(me().id, group.id))),
        categories=words_of_categories(), own=group.id in queries.groups_with_choices(me().id),
        mail_on=current_app.config["HEARTH"].mail is not None,
        push_on=queries.outreach().push_since is not None,
    )  # fmt: skip


@pages.post("/groups/<slug>/notices")
@redraws(show_group_settings)
def change_group_ways(slug: str) -> ResponseReturnValue:
    """Keep the group's own choices."""
    operations.choose_ways(me().id, WaysForm.parse(request.form), slug)
    flash(_("Kept."))
    return answer(f"/groups/{slug}/notices")


@pages.post("/groups/<slug>/notices/removal")
def remove_group_ways(slug: str) -> ResponseReturnValue:
    """Have the group follow the choices for any group again."""
    operations.forget_choices(me().id, slug)
    return answer(f"/groups/{slug}/notices")


@pages.post("/groups/<slug>/hush")
def create_hush(slug: str) -> ResponseReturnValue:
    """Be told nothing of the group for now."""
    operations.hush_group(me().id, slug)
    flash(_("This group is hushed. Only what concerns you yourself still comes to your notices."))
    return answer(f"/groups/{slug}")


@pages.post("/groups/<slug>/unhush")
def delete_hush(slug: str) -> ResponseReturnValue:
    """Be told of the group again."""
    operations.unhush_group(me().id, slug)
    return answer(f"/groups/{slug}")


def words_of_categories() -> list[tuple[str, str, str]]:
    """Each category with its name and what it is."""
    words = {
        policies.ANSWERS: (_("Answers to me, and in topics I follow"), ""),
        policies.MENTIONS: (_("Somebody names me with @"), ""),
        policies.MEETINGS: (
            _("Meetings"),
            _("Reminders and changes, where you follow or signed up"),
        ),
        policies.MENTORING: (
            _("Mentor channels"),
            _("Something new from whom you mentor, or who mentors you. Once, until you look."),
        ),
        policies.DAYS: (_("My own days"), _("What my check-ins say, to me alone")),
        policies.OFFICE: (
            _("What concerns me"),
            _("Requests, roles, what a moderator decided. It always stands in your notices."),
        ),
    }
    return [(category, *words[category]) for category in policies.CATEGORIES]


def _calm_values(calm: Calm) -> dict[str, Any]:
    shown = calm if calm.quiet_from is not None else NIGHT
    return {
        "quiet": calm.quiet_from is not None, "quiet_from": _clock(shown.quiet_from),
        "quiet_until": _clock(shown.quiet_until), "mail": HOURLY if calm.mail_at is None else DAILY,
        "mail_at": 18 if calm.mail_at is None else calm.mail_at,
    }  # fmt: skip


def _ways_values(chosen: Mapping[str, Ways]) -> dict[str, Any]:
    return {
        f"{category}_{way}": getattr(ways, way)
        for category, ways in chosen.items()
        for way in ("inbox", "mail", "push")
    }


def _clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"
