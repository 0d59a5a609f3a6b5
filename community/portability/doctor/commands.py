"""bin/hearth doctor: what is well, what to see to, what is wrong; the exit code says whether anything is."""

import click

from community.machine import Machine, whole_machine
from community.portability.doctor import database, machine
from community.portability.doctor.findings import Finding, State


@click.command(
    "doctor", help="Look whether everything is well. Changes nothing; 1 where something is wrong."
)
@whole_machine
def doctor(where: Machine) -> str:
    """Look at the machine and the database."""
    config = where.config
    missing = config.sqlite and not (config.instance / "hearth.sqlite3").exists()
    if missing:
        raise click.ClickException(
            f"There is no site in {config.instance} yet: bin/serve begins one."
        )
    found = list(machine.look_at(config))
    with where.opened() as app:
        found += database.look_at(config)
        if not any(
            each.about in ("database", "tables") and each.state is State.WRONG for each in found
        ):
            found += database.look_at_work(app)
    if any(each.state is State.WRONG for each in found):
        click.echo(_told(found))
        raise click.exceptions.Exit(1)
    return _told(found)


def _told(found: list[Finding]) -> str:
    return "\n".join(f"{each.state:<6}  {each.about}: {each.sentence}" for each in found)
