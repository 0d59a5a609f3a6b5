"""How much is tried: what fits into a coffee break, or with HEARTH_LONG=1 what a release needs."""

import os

LONG = os.environ.get("HEARTH_LONG") == "1"


def often(usually: int, long: int) -> int:
    """So many times in this run."""
    return long if LONG else usually
