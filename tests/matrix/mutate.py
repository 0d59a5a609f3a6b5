"""Takes every permission away, one at a time, and sees that a test turns red. Run by hand: it takes a while.

`python -m tests.matrix.mutate [NAME ...]`: each policy that asks (or only the named) is made to say yes to
everybody; the tests of the matrix and of its own feature must fail. Prints the survivors, exits 1 if any.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = ("can_", "is_", "has_")


def policies() -> Iterator[tuple[Path, str]]:
    """Every policy of every feature."""
    for path in sorted((ROOT / "community").glob("*/policies.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith(QUESTIONS):
                yield path, node.name


def permissive(source: str, name: str) -> str:
    """The module with one policy that always says yes."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            node.body = [ast.parse("return True").body[0]]
    return ast.unparse(tree)


def turns_red(path: Path, name: str) -> bool:
    """Whether some test fails without the policy."""
    before = path.read_text()
    tests = [f"tests/{path.parent.name}", "tests/matrix"]
    command = [sys.executable, "-m", "gevent.monkey", "--module", "pytest", "-q", "-x", *tests]
    try:
        path.write_text(permissive(before, name))
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0
    finally:
        path.write_text(before)


def main(wanted: list[str]) -> int:
    """Try them; how many survived."""
    survivors = []
    for path, name in policies():
        if wanted and name not in wanted:
            continue
        red = turns_red(path, name)
        print(f"{path.parent.name}.{name}: {'red' if red else 'SURVIVED'}", flush=True)
        survivors += [] if red else [name]
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
