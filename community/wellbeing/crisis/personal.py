"""Which administrator checked, changed and retired a line (L1.9), and that lines stay (L12.3)."""

from community.personal import Personal
from community.registry import Kept, registry
from community.wellbeing.crisis.models import CrisisLine

OF_OFFICE = "it is an act of office, and stands in the record"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        *(
            Personal(CrisisLine, (column,), withheld=OF_OFFICE, stays="it tells no name")
            for column in ("verified_by", "changed_by", "retired_by")
        )
    )
    registry.keeps_always(
        Kept(
            "somebody in need must find it; a line taken off stays, not to be seeded anew",
            (CrisisLine,),
        )
    )
