"""`bin/serve --demo`: furnishes an empty instance with a lively, believable community."""


def furnish() -> str:
    """Fill the demo instance once; what to print (logins)."""
    return ""
