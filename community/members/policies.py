"""What people may do with accounts and with the site. The whole law of this feature."""

from datetime import datetime

from community.members.models import Invitation, Member, Office, Site

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
    if site.registration == OPEN and can_open_registration(site):
        return True
    room = site.policy_pages_at is not None or people < SMALL_SITE
    return room and invitation is not None and invitation.is_good(moment)


def can_open_registration(site: Site) -> bool:
    """Let anybody join: only with the policy pages filled in (L1.1)."""
    return site.policy_pages_at is not None


def can_name_officers(member: Member) -> bool:
    """Name safeguarding leads and the external contact, and relieve them."""
    return can_run_site(member)


def can_name(actor: Member, subject: Member) -> bool:
    """Name this person: nobody names themselves, so that no office is taken alone."""
    return can_name_officers(actor) and actor.id != subject.id


def can_be_lead(member: Member, moment: datetime) -> bool:
    """Be named a safeguarding lead: somebody who is welcome, with an authenticator (L1.5)."""
    is_account = member.stands_in_since is None
    return is_account and member.is_welcome(moment) and can_act_as_staff(member)


def can_be_contact(member: Member, moment: datetime, in_a_group: bool) -> bool:
    """Be the external contact: an account for that alone, of somebody outside (product.md, "People")."""
    outside = not in_a_group and not member.is_administrator
    return outside and can_be_lead(member, moment)


def can_end_office(member: Member, office: Office) -> bool:
    """End an office: whoever names officers, and its holder, who may lay it down at any time."""
    return can_name_officers(member) or office.member_id == member.id


def can_write_policies(member: Member) -> bool:
    """Fill in the site's policy pages."""
    return can_run_site(member)


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
