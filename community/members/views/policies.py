"""Policy pages: as anybody reads them, as whoever runs the site fills them in, and agreeing to the terms."""

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.errors import NotFound
from community.members import operations, policies, policy_pages, queries
from community.members.agreement import terms_agreed
from community.members.forms import PolicyForm, RegistrationForm, here_only
from community.members.models import LEAD
from community.members.policy_pages import PAGES, RISK_KINDS, RISKS, TERMS, WORDS, PolicyPage
from community.members.views.blueprint import draw, pages
from community.registry import registry
from community.text import render
from community.web import answer, me, public, redraws, someone


@pages.get("/policies")
@public
def list_policies() -> str:
    """The pages there are, for anybody."""
    shown = [_state(page) for page in PAGES.values()]
    return render_template("policies/index.html", pages=shown)


@pages.get("/policies/<page>")
@public
def show_policy(page: str) -> str:
    """One page, for anybody; printable."""
    return _shown(_page(page))


def draw_policies() -> str:
    """Every page and what is missing, and how people join."""
    site = _site_for_its_keeper()
    shown = [_state(page) for page in PAGES.values()]
    return draw(
        "policies", {"registration": site.registration}, pages=shown, complete_since=site.policy_pages_at,
        may_open=policies.can_open_registration(site), people=queries.people(),
        small=policies.SMALL_SITE, overdue=_overdue(),
    )  # fmt: skip


@pages.get("/site/policies")
def show_policies() -> str:
    """Every page and what is missing."""
    return draw_policies()


@pages.post("/site/registration")
@redraws(draw_policies)
def change_registration() -> ResponseReturnValue:
    """Open the door, close it, or let people in by invitation (L1.1)."""
    operations.change_site(me().id, RegistrationForm.parse(request.form).registration)
    flash(_("Kept."))
    return answer("/site/policies")


def draw_gaps(page: str) -> str:
    """One page's gaps, as they were filled in last."""
    _site_for_its_keeper()
    about, version = _page(page), queries.current_version(page)
    values: Mapping[str, Any] = version.fields if version else {}
    return draw(
        "policy", {**values, "asks": "yes"}, page=about, sorts=policy_pages, kinds=RISK_KINDS,
        number=version.number if version else 0, missing=_missing(page),
        versions=_versions(page), overdue=_overdue(),
    )  # fmt: skip


@pages.get("/site/policies/<page>")
def show_gaps(page: str) -> str:
    """One page's gaps."""
    return draw_gaps(page)


@pages.post("/site/policies/<page>")
@redraws(draw_gaps)
def write_policy(page: str) -> ResponseReturnValue:
    """Keep a new version."""
    _page(page)
    operations.write_policy_page(me().id, page, PolicyForm.parse(request.form, page))
    left = len(_missing(page))
    flash(_("Kept.") if not left else _("Kept. Some of it is still to be filled in."))
    return answer(f"/site/policies/{page}" if left else "/site/policies")


def draw_agreement() -> str:
    """The terms as they are now, and what the member agreed to before."""
    version, mine = queries.current_version(TERMS), queries.last_consent(me().id)
    if version is None:
        raise NotFound
    return draw(
        "agreement", version=version, fields=_filled(PAGES[TERMS]), agreed=mine,
        is_agreed=mine is not None and terms_agreed(mine.text_version) >= version.number,
        onward=here_only(request.args.get("next")),
    )  # fmt: skip


@pages.get("/you/agreement")
def show_agreement() -> str:
    """The terms as they are now."""
    return draw_agreement()


@pages.post("/you/agreement")
@redraws(draw_agreement)
def create_agreement() -> ResponseReturnValue:
    """Agree to them."""
    said = request.form.get("number", "", type=str)
    operations.agree_to_terms(me().id, int(said) if said.isdecimal() and len(said) < 9 else 0)
    flash(_("Thank you. It is written down which version you agreed to."))
    return answer(here_only(request.form.get("next")))


def _shown(page: PolicyPage) -> str:
    version = queries.current_version(page.name)
    leads = [member.handle for _office, member in queries.offices(LEAD)] if someone() else []
    return render_template(
        f"policies/{page.name}.html", page=page, version=version, fields=_filled(page), kinds=RISK_KINDS,
        levels=dict(policy_pages.LEVELS), is_complete=not _missing(page.name), leads=leads,
        kept_for=registry.kept_for,
    )  # fmt: skip


def _filled(page: PolicyPage) -> dict[str, Any]:
    said = queries.written(page.name)
    return {
        gap.name: render(said[gap.name]) if gap.sort == WORDS else said[gap.name]
        for gap in page.gaps
        if said.get(gap.name)
    }


def _page(name: str) -> PolicyPage:
    if name not in PAGES:
        raise NotFound
    return PAGES[name]


def _missing(page: str) -> list[policy_pages.Gap]:
    return policy_pages.missing(page, queries.written(page))


def _state(page: PolicyPage) -> dict[str, Any]:
    version = queries.current_version(page.name)
    return {
        "name": page.name, "title": page.title, "about": page.about,
        "at": version.at if version else None, "missing": len(_missing(page.name)),
    }  # fmt: skip


def _overdue() -> list[str]:
    late = policy_pages.overdue(queries.written(RISKS), now().date())
    return [str(kind.title) for kind in late]


def _versions(page: str) -> list[dict[str, Any]]:
    return [
        {"number": version.number, "at": version.at, "asks": version.asks}
        for version in queries.versions_of(page)
    ]


def _site_for_its_keeper() -> Any:
    if not policies.can_write_policies(queries.member_for(me().id)):
        raise NotFound
    return queries.site()
