"""Texts written by hand, in blocks under themes.

A file is `== theme` followed by texts: a line each where the theme says so, otherwise blocks with `%%` between them.
"""

from pathlib import Path

HERE = Path(__file__).parent


def themes(kind: str, folder: Path = HERE) -> dict[str, list[str]]:
    """All texts of the files that begin with `kind`, by file and theme."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob(f"{kind}*.txt")):
        for part in path.read_text().split("== ")[1:]:
            title, _line, body = part.partition("\n")
            texts = body.split("\n%%\n") if "(blocks)" in title else body.split("\n")
            name = f"{path.stem}: {title.partition(' (')[0]}"
            found[name] = [text.strip("\n") for text in texts if text.strip()]
    return found
