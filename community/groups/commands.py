"""bin/hearth group: acts of OPERATOR."""

import click
from flask.cli import AppGroup

from community.actors import OPERATOR
from community.groups import operations
from community.groups.forms import GroupForm
from community.groups.models import CLOSED, JOINING, ROLES, VISIBILITIES
from community.members.operations import let_members_create_groups

group = AppGroup("group", help="Groups and who belongs to them.")


@group.command("add", help="Begin a group at the address SLUG.")
@click.argument("slug")
@click.option("--name", required=True, help="What people call it.")
@click.option("--visibility", type=click.Choice(VISIBILITIES), default=CLOSED, show_default=True)
@click.option(
    "--joining",
    type=click.Choice(JOINING),
    default=None,
    help="By default as the visibility suggests.",
)
@click.option("--purpose", default="", help="One or two sentences.")
def add(slug: str, name: str, visibility: str, joining: str | None, purpose: str) -> str:
    """Begin a group that has nobody in it yet."""
    said = {"slug": slug, "name": name, "visibility": visibility, "purpose": purpose}
    form = GroupForm.parse(said | ({"joining": joining} if joining else {}))
    made = operations.create_group(OPERATOR, form)
    return f"The group {made.slug} is there."


@group.command("creation", help="Who may begin groups: administrators, or every member.")
@click.argument("who", type=click.Choice(("administrators", "members")))
def creation(who: str) -> str:
    """Let members begin groups, or not (L2.2)."""
    let_members_create_groups(OPERATOR, who == "members")
    return f"Groups are begun by {who}."


@group.command(
    "join", help="Put the member HANDLE into the group SLUG, or change their role there."
)
@click.argument("slug")
@click.argument("handle")
@click.option("--role", type=click.Choice(ROLES), default="member", show_default=True)
def join(slug: str, handle: str, role: str) -> str:
    """Admit somebody, or change what they are."""
    operations.add_person(slug, handle, role)
    return f"{handle} is {role} in {slug}."
