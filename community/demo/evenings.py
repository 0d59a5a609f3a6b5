"""The demo's meetings: when each is, and what has been said in the one that is on."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plan:
    """A meeting of a circle. `at` is its hour of the day, or minutes from now for one that is on or about to be.

    `weekday` counts from 0, Monday; None is every day. `chair` and `duties` are for the next date. `weeks` ago it was
    planned.
    """

    slug: str
    name: str
    about: str
    shipped: str
    at: str | int
    weekday: int | None = None
    minutes: int = 60
    zone: str = "Europe/London"
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    visibility: str = "members"
    chair: str = ""
    duties: Mapping[str, str] = field(default_factory=dict)
    fans: tuple[str, ...] = ()
    weeks: int = 2


@dataclass(frozen=True)
class Turn:
    """A share in the meeting that is on: who, minutes ago, the lines of it. The last one still goes on."""

    ago: int
    who: str
    lines: tuple[str, ...]


KETTLE = Plan(
    slug="riverside-evenings", name="Kettle hour", shipped="twelve-step", at=-25, weekday=-1,
    about="An hour of one voice at a time. Come late, come tired; reading along is coming too.",
    types=("D", "O"), chair="woolly-hat", duties={"cochair": "half-past-six", "reader": "plumtree"},
    fans=("blue-gate", "teaspoon", "gravel", "plumtree"), weeks=5,
)  # fmt: skip
"""It is on whenever the demo is begun, in its sharing part; five evenings lie behind, over which some have met."""

PORCH = Plan(
    slug="open-door", name="Porch light", shipped="twelve-step", at=15, weekday=-1,
    about="Whoever is up sits down for an hour. Nobody has signed up to chair it tonight.",
    types=("D", "O", "BE"), visibility="public", fans=("blue-gate",),
)  # fmt: skip
"""It begins a quarter of an hour after the demo, and nobody has signed up to chair it."""

PLANS = (
    KETTLE,
    PORCH,
    Plan(
        slug="riverside-evenings", name="Before bed, quietly", shipped="open-check-in", at="22:00", minutes=30,
        about="Half an hour of few words, every evening.", types=("O", "MED"), fans=("blue-gate",),
    ),
    Plan(
        slug="open-door", name="Lunch with a plan", shipped="smart", at="12:30", weekday=2,
        about="What is one thing for this week, and what could get in its way?", visibility="public",
        chair="second-cup", duties={"greeter": "gravel"}, types=("O",),
    ),
    Plan(
        slug="carers-table", name="Late table", shipped="open-check-in", at="21:15", weekday=1,
        about="For when the house is quiet.", chair="allotment", types=("C",), fans=("corduroy", "plumtree"),
    ),
    Plan(
        slug="carers-table", name="Table talk", shipped="smart", at="20:00", weekday=4, types=("C",),
        about="An hour with an agenda: who needs what, and who knows how.", duties={"timer": "blue-gate"},
    ),
    Plan(
        slug="la-merienda", name="Merienda del domingo", shipped="twelve-step", at="18:00", weekday=6,
        about="Una hora para hablar de uno en uno.", zone="Europe/Madrid", languages=("es",),
        types=("O", "S"), visibility="public", chair="mariposa",
    ),
)  # fmt: skip

TURNS = (
    Turn(16, "half-past-six", (
        "I said I would speak first, so that it is done.",
        "This week I walked past the corner shop every day. On Tuesday I crossed the road to do it, and I am "
        "counting that too.",
        "That is all. Thank you for the quiet.",
    )),
    Turn(9, "plumtree", (
        "Plumtree here. My sister came to stay, and I told her on the first evening instead of the last one.",
        "She put the kettle on. That was the whole conversation, and it was the right length.",
    )),
    Turn(2, "blue-gate", (
        "Evening. I nearly did not come, and then I thought, I can read for a bit and nobody will mind.",
        "What I would like to say is that the asking got easier when I practised on small things. Could you "
        "hold this. Could you wait for me.",
    )),
)  # fmt: skip
WAITING = ("gravel", "second-cup", "teaspoon")
TOPIC = "Asking before it is urgent"
