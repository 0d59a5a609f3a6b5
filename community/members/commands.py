"""bin/hearth: members, their tokens, and the way back for an administrator."""

import click
from flask.cli import AppGroup

from community.actors import OPERATOR
from community.members import forms, operations, passphrases, queries, totp
from community.members.models import LEAD, OFFICES
from community.members.operations import Newcomer
from community.members.policies import REGISTRATIONS
from community.terminal import standard_input

members = AppGroup("member", help="The people of this site.")
offices = AppGroup("office", help="Who answers for this site: leads, and the external contact.")
tokens = AppGroup("token", help="Keys with which programs act for a member.")


@members.command("add", help="Add a member; the passphrase is read from standard input.")
@click.argument("handle")
@click.option("--administrator", is_flag=True, help="Who runs the machine.")
@click.option("--totp", "with_totp", is_flag=True, help="With an authenticator; prints its key.")
def add(handle: str, administrator: bool, with_totp: bool) -> str:
    """Make an account without an invitation."""
    form = forms.AddForm.parse(
        {"handle": handle, "passphrase": standard_input()}, queries.site_name()
    )
    key = totp.new_key() if with_totp else None
    newcomer = Newcomer(form.handle, passphrases.hash_passphrase(form.passphrase), key)
    added = operations.add_member(OPERATOR, newcomer, administrator)
    return key or f"{added.handle} is a member."


@click.command(
    "recover-admin",
    help="Let an administrator or lead who lost everything in again; reads a new passphrase.",
)
@click.argument("handle")
def recover_admin(handle: str) -> str:
    """A new passphrase and new codes; the authenticator is off and everything is signed out (L1.2)."""
    form = forms.RenewForm.parse({"passphrase": standard_input()}, handle, queries.site_name())
    fresh = passphrases.hash_passphrase(form.passphrase)
    joined = operations.recover_admin(OPERATOR, handle, fresh)
    return "\n".join([f"Recovery codes for {joined.handle}, shown only now:", *joined.codes])


@click.command("registration", help="How people join: open, invitation or closed.")
@click.argument("how", type=click.Choice(REGISTRATIONS))
def registration(how: str) -> str:
    """Open the door, close it, or let people in by invitation (L1.1)."""
    operations.change_site(OPERATOR, how)
    return f"Registration: {how}."


@tokens.command("add", help="Make a token for a member and print it, this once.")
@click.argument("handle")
@click.option("--scope", default="live", show_default=True, help="live, or live,office.")
def add_token(handle: str, scope: str) -> str:
    """A token with which a program acts for the member."""
    return operations.make_token(OPERATOR, handle, forms.scopes_of(scope)).secret


@tokens.command("list", help="The tokens that open the door now.")
def list_tokens() -> str:
    """Id, handle, scopes and last day of each."""
    lines = [
        f"{token.id}  {handle}  {','.join(token.scopes)}  until {token.expires_at:%Y-%m-%d}"
        for token, handle in queries.tokens()
    ]
    return "\n".join(lines) or "No tokens."


@tokens.command("revoke", help="End a token; its sockets close at once.")
@click.argument("token_id", type=int)
def revoke(token_id: int) -> str:
    """End a token."""
    operations.revoke_token(OPERATOR, token_id)
    return f"Token {token_id} is revoked."


@offices.command("name", help="Name HANDLE a safeguarding lead, or the external contact.")
@click.argument("kind", type=click.Choice(OFFICES))
@click.argument("handle")
def name_officer(kind: str, handle: str) -> str:
    """Name somebody; they are told, and so is everybody on staff."""
    name = operations.name_lead if kind == LEAD else operations.name_contact
    name(OPERATOR, handle)
    return f"{handle} is {kind} of this site."


@offices.command("end", help="Relieve HANDLE of the office.")
@click.argument("kind", type=click.Choice(OFFICES))
@click.argument("handle")
def end_officer(kind: str, handle: str) -> str:
    """End somebody's office."""
    held = queries.office_held(queries.member_named(handle).id, kind)
    if held is None:
        return f"{handle} is no {kind}."
    end = operations.end_lead if kind == LEAD else operations.end_contact
    end(OPERATOR, held.id)
    return f"{handle} is {kind} no more."


@offices.command("list", help="Who holds which office now.")
def list_officers() -> str:
    """Office, handle and since when."""
    lines = [
        f"{kind:8} {member.handle}  since {office.named_at:%Y-%m-%d}"
        for kind in OFFICES
        for office, member in queries.offices(kind)
    ]
    return "\n".join(lines) or "Nobody is named."


all_of_them = (members, offices, tokens, recover_admin, registration)


def set_up_line(address: str) -> str:
    """What the server prints at its start while nobody runs the site: where, and with which code."""
    code = operations.offer_setup_code()
    return f"Set it up at {address}/setup with the one-time code {code}" if code else ""
