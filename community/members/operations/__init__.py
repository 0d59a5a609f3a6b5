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
from community.members.operations.invitations import (
    Made,
    make_invitation,
    revoke_invitation,
    use_invitation,
)
from community.members.operations.purging import purge
from community.members.operations.secrets import change_passphrase, new_codes, recover_with_code
from community.members.operations.sessions import (
    Begun,
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
from community.members.operations.standing import ban_from_site, lift_from_site, suspend_from_site
from community.members.operations.tokens import MadeToken, make_token, revoke_token

__all__ = [
    "Begun",
    "Joined",
    "Made",
    "MadeToken",
    "Newcomer",
    "Proof",
    "add_member",
    "ban_from_site",
    "change_passphrase",
    "change_settings",
    "change_site",
    "confirm_authenticator",
    "found_site",
    "join",
    "let_members_create_groups",
    "lift_from_site",
    "make_invitation",
    "make_token",
    "new_codes",
    "offer_setup_code",
    "purge",
    "recover_admin",
    "recover_with_code",
    "remove_authenticator",
    "revoke_invitation",
    "revoke_session",
    "revoke_token",
    "show_second_factor",
    "sign_in",
    "sign_out",
    "spend_setup_code",
    "suspend_from_site",
    "touch",
    "use_invitation",
]
