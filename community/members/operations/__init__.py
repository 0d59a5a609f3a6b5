"""The verbs of accounts: each finds, checks, changes, records and announces, as one unit."""

from community.members.operations.accounts import (
    Joined,
    Newcomer,
    add_member,
    change_settings,
    join,
    recover_admin,
)
from community.members.operations.authenticators import (
    confirm_authenticator,
    remove_authenticator,
    show_second_factor,
)
from community.members.operations.ending import end_everything
from community.members.operations.invitations import (
    Made,
    make_invitation,
    revoke_invitation,
    use_invitation,
)
from community.members.operations.leads_keys import confirm_leads_key, make_leads_key
from community.members.operations.offices import end_contact, end_lead, name_contact, name_lead
from community.members.operations.pages import (
    agree_to_terms,
    remind_of_risks,
    tell_of_terms,
    write_policy_page,
)
from community.members.operations.secrets import change_passphrase, new_codes, recover_with_code
from community.members.operations.sessions import (
    Begun,
    KeptOut,
    Proof,
    revoke_session,
    sign_in,
    sign_out,
    touch,
)
from community.members.operations.sites import (
    change_site,
    found_site,
    let_members_create_groups,
    offer_setup_code,
    spend_setup_code,
)
from community.members.operations.standing import (
    Still,
    ban_from_site,
    lift_from_site,
    suspend_from_site,
)
from community.members.operations.tokens import MadeToken, make_token, revoke_token

__all__ = [
    "Begun",
    "Joined",
    "KeptOut",
    "Made",
    "MadeToken",
    "Newcomer",
    "Proof",
    "Still",
    "add_member",
    "agree_to_terms",
    "ban_from_site",
    "change_passphrase",
    "change_settings",
    "change_site",
    "confirm_authenticator",
    "confirm_leads_key",
    "end_contact",
    "end_everything",
    "end_lead",
    "found_site",
    "join",
    "let_members_create_groups",
    "lift_from_site",
    "make_invitation",
    "make_leads_key",
    "make_token",
    "name_contact",
    "name_lead",
    "new_codes",
    "offer_setup_code",
    "recover_admin",
    "recover_with_code",
    "remind_of_risks",
    "remove_authenticator",
    "revoke_invitation",
    "revoke_session",
    "revoke_token",
    "show_second_factor",
    "sign_in",
    "sign_out",
    "spend_setup_code",
    "suspend_from_site",
    "tell_of_terms",
    "touch",
    "use_invitation",
    "write_policy_page",
]
