"""Where the product asks a policy, and what would let anybody through there.

A site is one call of a question that some `policies.py` defines: in an operation or a query, or in another policy.
`rewritten` gives a module in which each site asks `switch` too, so that one of them can be made to say yes.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HINDRANCES = frozenset({"hindrance", "obstacle", "slow_until"})
"""Questions that answer what stands in the way: None lets through."""

ASKING = ("operations", "queries", "policies", "refusals")
SWITCH = "tests.matrix.switch"


@dataclass(frozen=True)
class Site:
    """One call: where it stands, what it asks, and the answer that lets through."""

    module: str
    line: int
    column: int
    question: str
    passes: bool | None

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.question}"


@cache
def questions() -> frozenset[str]:
    """Everything that policies are asked."""
    found = set()
    for path in (ROOT / "community").glob("*/**/policies.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and _is_question(node.name):
                found.add(node.name)
    return frozenset(found)


def asking() -> Iterator[Path]:
    """Every module that decides: operations, queries and the policies themselves."""
    for path in sorted((ROOT / "community").rglob("*.py")):
        inside = path.relative_to(ROOT / "community").parts
        if "views" not in inside and _decides(inside[1:]):
            yield path


def _decides(inside: Sequence[str]) -> bool:
    return any(part.removesuffix(".py") in ASKING for part in inside)


def sites_in(path: Path) -> list[Site]:
    """The sites of a module, in their order."""
    rewriting = _Rewriting(str(path.relative_to(ROOT)))
    rewriting.visit(ast.parse(path.read_text()))
    return rewriting.sites


def rewritten(source: bytes, path: Path) -> ast.Module:
    """The module, in which every site asks the switch as well."""
    tree = ast.parse(source)
    rewriting = _Rewriting(str(path.relative_to(ROOT)))
    rewriting.visit(tree)
    if rewriting.sites:
        after = next(at for at, node in enumerate(tree.body) if not _is_first(node))
        names = [ast.alias("asked", "_asked"), ast.alias("asks", "_asks")]
        tree.body.insert(after, ast.ImportFrom(SWITCH, names, 0))
    return ast.fix_missing_locations(tree)


class _Rewriting(ast.NodeTransformer):
    def __init__(self, module: str) -> None:
        self.sites: list[Site] = []
        self._module = module
        self._above: list[ast.AST] = []
        self._own: set[str] = set()  # what the module calls so itself

    def visit(self, node: ast.AST) -> ast.AST:
        self._above.append(node)
        try:
            visited: ast.AST = super().visit(node)
        finally:
            self._above.pop()
        return visited

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = _name_of(node.func)
        if name not in questions():
            return self.generic_visit(node)
        node.args = [self.visit(each) for each in node.args]  # type: ignore[misc]
        for keyword in node.keywords:
            self.visit(keyword)
        return self._wrapped(node, name, "_asked")

    def visit_Module(self, node: ast.Module) -> ast.AST:
        names = (each for each in ast.walk(node) if isinstance(each, ast.Name))
        self._own = {each.id for each in names if isinstance(each.ctx, ast.Store)}
        self._own |= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return node if node.id in self._own else self._referred(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        of_policies = isinstance(node.value, ast.Name) and node.value.id.endswith("policies")
        return self._referred(node) if of_policies else self.generic_visit(node)

    def _referred(self, node: ast.Name | ast.Attribute) -> ast.AST:
        name = _name_of(node)
        if name in questions() and isinstance(node.ctx, ast.Load):
            return self._wrapped(node, name, "_asks")
        return self.generic_visit(node)

    def _wrapped(self, node: ast.expr, name: str, how: str) -> ast.AST:
        decides, passes = self._decides(name)
        if not decides:
            return node
        site = Site(self._module, node.lineno, node.col_offset, name, passes)
        self.sites.append(site)
        number = ast.Constant(f"{site.module}:{site.line}:{site.column}")
        call = ast.Call(ast.Name(how, ast.Load()), [number, ast.Constant(passes), node], [])
        return ast.copy_location(call, node)

    def _decides(self, name: str) -> tuple[bool, bool | None]:
        """Whether the answer lets somebody through, and which does; a fact may only choose the words."""
        if name in HINDRANCES:
            return True, None
        if name.startswith("can_"):
            return True, True
        above = self._above[-2]
        denied = isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not)
        refuses = isinstance(above, ast.If) and isinstance(above.body[0], ast.Raise)
        return denied or refuses, False


def _is_question(name: str) -> bool:
    return name.startswith(("can_", "is_", "has_")) or name in HINDRANCES


def _is_first(node: ast.stmt) -> bool:
    words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return words or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _name_of(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")
