"""How much is tried: what fits into a coffee break; in CI, where it pays, more; with HEARTH_LONG=1 all of it."""

import os

LONG = os.environ.get("HEARTH_LONG") == "1"
IN_CI = bool(os.environ.get("CI"))


def often(usually: int, long: int, ci: int | None = None) -> int:
    """So many times in this run."""
    if LONG:
        return long
    return ci if ci is not None and IN_CI else usually
