"""What every test of meetings begins with."""

import pytest

from community.meetings import presence


@pytest.fixture(autouse=True)
def fresh_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process looks round once a minute: another test's clock may already have shown the minutes of this one."""
    monkeypatch.setattr(presence, "_swept", 0)
