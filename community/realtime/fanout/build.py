"""Build the loop in C: `python -m community.realtime.fanout.build`. Never required."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from community.realtime.fanout.loop import LIBRARY, SOURCE, VERSION


def build(library: Path = LIBRARY) -> bool:
    """Compile the loop; False without a compiler. Raises CalledProcessError when it fails."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return False
    fresh = library.with_name(f"{library.name}.{os.getpid()}")
    flags = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC", f"-DHEARTH_LOOP_VERSION={VERSION}u"]
    subprocess.run([compiler, *flags, "-o", str(fresh), str(SOURCE)], check=True)
    fresh.replace(library)
    return True


def main() -> int:
    """Build, and say what the fan-out will use."""
    if build():
        print(f"built {LIBRARY.name}: the fan-out uses the loop in C")
        return 0
    print("no C compiler found: the fan-out uses the loop in Python")
    return 1


if __name__ == "__main__":
    sys.exit(main())
