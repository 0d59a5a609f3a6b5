"""Browsers of these tests stand apart from them."""

from tests.groups.apart import apart

__all__ = ["apart"]
