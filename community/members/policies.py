"""What people may do with accounts and with the site. The whole law of this feature."""

from datetime import datetime

from community.members.models import Invitation, Member, Site

OPEN, BY_INVITATION, CLOSED = "open", "invitation", "closed"
REGISTRATIONS = (OPEN, BY_INVITATION, CLOSED)

SMALL_SITE = 50
"""Up to so many people may be invited before the policy pages are written (L1.1)."""

LIVE, OFFICE = "live", "office"
SCOPES = (LIVE, OFFICE)


def can_enter(member: Member, moment: datetime) -> bool:
    """Neither suspended nor banned from the site."""
    return member.is_welcome(moment)


def can_act_as_staff(member: Member) -> bool:
    """An authenticator app stands behind every act of office (L1.5).

    Confirming one ends every session begun without it, so whoever is signed in has shown it.
    """
    return member.has_authenticator


def can_run_site(member: Member) -> bool:
    """Change what concerns the whole site."""
    return member.is_administrator and can_act_as_staff(member)


def can_join(site: Site, invitation: Invitation | None, people: int, moment: datetime) -> bool:
    """Make an account now, with this invitation or without; `people` is how many there are (L1.1)."""
    if site.registration == CLOSED:
        return False
    if site.policy_pages_at is None and (site.registration == OPEN or people >= SMALL_SITE):
        return False
    return site.registration == OPEN or (invitation is not None and invitation.is_good(moment))


def can_open_registration(site: Site) -> bool:
    """Let anybody join: only with the policy pages filled in (L1.1)."""
    return site.policy_pages_at is not None


def can_make_invitation(member: Member, site: Site, people: int) -> bool:
    """Invite to the site itself; who may invite to a group is the group's law."""
    room = site.policy_pages_at is not None or people < SMALL_SITE
    return can_run_site(member) and site.registration != CLOSED and room


def can_hold_token(member: Member, scopes: frozenset[str]) -> bool:
    """Have a program act with these scopes; acts of office need the authenticator."""
    return (
        bool(scopes)
        and scopes <= set(SCOPES)
        and (OFFICE not in scopes or can_act_as_staff(member))
    )


def can_suspend(subject: Member) -> bool:
    """Keep somebody out of the site. Who runs the machine is relieved of that first."""
    return not subject.is_administrator
