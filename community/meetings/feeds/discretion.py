"""What notes of a meeting must not tell everybody: codes, and links straight into a room (E10).

In real lists they stand in the middle of the text. The sentence that has one is left out.
"""

import re

CODES = (
    "pass[ -]?codes?", "pass[ -]?words?", "pass[ -]?phrases?", "pwd?", "meeting ids?", "access codes?",
    "contraseñas?", "claves?", "código de acceso", "senhas?", "mots? de passe", "code d.accès",
    "kennw[oö]rt(?:er)?", "passw[oö]rt(?:er)?", "zugangscode", "wachtwoord", "lösenord", "паролю?ь?", "heslo",
    "id de (?:la )?reuni[oó]n", "id:? *[0-9]{3}",
)  # fmt: skip
ROOMS = r"zoom\.us/[a-z]|meet\.google\.com|teams\.(?:microsoft|live)\.com|gotomeet|webex\.com/|jit\.si/|whereby\.com/"
SECRET = re.compile(rf"\b(?:{'|'.join(CODES)})\b|{ROOMS}|[?&]pwd=|(?-i:\bPIN\b)", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def without_codes(text: str) -> str:
    """The text without the sentences that name a code or a link into a room."""
    lines = (_line(line) if SECRET.search(line) else line for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None).strip()


def _line(line: str) -> str | None:
    kept = [part for part in SENTENCE_END.split(line) if not SECRET.search(part)]
    return " ".join(kept) or None
