"""Zones by name: the present name of an old one, and what somebody may have meant (L5.1)."""

from difflib import get_close_matches
from functools import cache
from importlib import resources

from community.clock import zones

NOT_PLACES = frozenset({"Factory", "localtime"})


def canonical_zone(name: str) -> str | None:
    """The zone of that name, by its present one (`Europe/Kiev` is `Europe/Kyiv`); None where there is none."""
    known = _zones().get(name.strip().casefold())
    if known is None or known in _places() or known == "UTC":
        return known
    return _links().get(known, known)


def suggest_zones(name: str, most: int = 3) -> list[str]:
    """Names near it: by the last part as people know it (`Berlin`), else by spelling."""
    said = name.strip().casefold().replace(" ", "_")
    by_city = [zone for low, zone in _zones().items() if said and low.rpartition("/")[2] == said]
    near = get_close_matches(said, _zones(), most, 0.6)
    cities = {low.rpartition("/")[2]: low for low in _zones()}
    near += [cities[city] for city in get_close_matches(said.rpartition("/")[2], cities, most, 0.7)]
    found = [canonical_zone(zone) for zone in (*by_city, *near)]
    return list(dict.fromkeys(zone for zone in found if zone))[:most]


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in zones() - NOT_PLACES}


@cache
def _places() -> frozenset[str]:
    """The zones that a country has today."""
    table = (_data() / "zone.tab").read_text().splitlines()
    return frozenset(line.split("\t")[2] for line in table if line and not line.startswith("#"))


@cache
def _links() -> dict[str, str]:
    """Old names and other spellings, with the zone that each stands for."""
    lines = (_data() / "tzdata.zi").read_text().splitlines()
    links = (line.split() for line in lines if line.startswith("L "))
    return {other: zone for _link, zone, other in links}


def _data() -> resources.abc.Traversable:
    return resources.files("tzdata") / "zoneinfo"
