"""Who may do what to whom in office: the whole law on one screen (L4.7, L8.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from community.groups.models import Membership, Place
from community.groups.policies import can_manage_group, is_self
from community.moderation.models import (
    APPEALABLE,
    CONTACT,
    GROUP,
    LEADS,
    URGENT,
    Act,
    Appeal,
    Case,
    HandOver,
    Held,
    Procedure,
    ProcedureStep,
)
from community.moderation.models.appeals import WINDOW


@dataclass(frozen=True)
class Office:
    """What office somebody holds now: the groups they moderate, and whether they are a lead or the contact."""

    member_id: int
    moderates: frozenset[int] = frozenset()
    is_lead: bool = False
    is_contact: bool = False

    def sits_at(self, desk: str, group_id: int | None) -> bool:
        """Whether the cases of that desk are theirs to see."""
        at_group = desk == GROUP and group_id in self.moderates
        return at_group or (desk == LEADS and self.is_lead) or (desk == CONTACT and self.is_contact)

    @property
    def is_any(self) -> bool:
        """Whether they hold any."""
        return bool(self.moderates) or self.is_lead or self.is_contact


def can_act_on(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Moderators of the group, with an authenticator, on anyone but themselves; on other moderators too."""
    same_group = person.group_id == place.group.id
    return same_group and can_manage_group(place, staff_ready) and not is_self(place, person)


def can_mute(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Let somebody read, not write, for a while."""
    return can_act_on(place, person, staff_ready) and person.is_current


def can_quieten(place: Place, person: Membership, in_the_chair: bool) -> bool:
    """As the chair of a meeting, in its room and for that evening: anyone but oneself and moderators (L5.7)."""
    ours = in_the_chair and person.group_id == place.group.id and person.is_current
    return ours and not person.is_moderator and not is_self(place, person)


def can_remove(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Keep somebody out of the group or a room for a while."""
    return can_act_on(place, person, staff_ready) and person.is_current


def can_ban(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Keep somebody out of the group for good, also somebody who has left."""
    return can_act_on(place, person, staff_ready)


def can_lift(
    place: Place, person: Membership, staff_ready: bool, handles: bool | None = None
) -> bool:
    """End what holds against somebody before its time.

    What was decided at the leads' desk, or the contact's, ends whoever `handles` that case, and no moderator (L8.3).
    """
    if handles is None:
        return can_act_on(place, person, staff_ready)
    return handles and staff_ready and not is_self(place, person)


def can_see_standings(place: Place, person: Membership, staff_ready: bool) -> bool:
    """What holds against somebody: they themselves, and the group's moderators."""
    return is_self(place, person) or can_manage_group(place, staff_ready)


def desk_of(
    wanted: str, kept_out: frozenset[int], sitting: Mapping[str, frozenset[int]], shut: bool = False
) -> str:
    """Which desk a case goes to: the wanted one, or the next where somebody sits whom it does not concern (L8.3).

    From the leads it goes on to the external contact, then to moderators whom it does not name; where nobody is left
    it waits for a lead. What is `shut` is from a private room, and for no moderator: its reporter did not choose so.
    """
    ways = {GROUP: (GROUP, LEADS, CONTACT), LEADS: (LEADS, CONTACT, GROUP)}
    for desk in (LEADS, CONTACT) if shut and wanted == LEADS else ways.get(wanted, (wanted, LEADS)):
        if sitting.get(desk, frozenset()) - kept_out:
            return desk
    return LEADS


def can_handle(case: Case, kept_out: frozenset[int], office: Office) -> bool:
    """See a case and work on it: at its desk, and neither named in it nor its reporter (L8.3, L8.4).

    Where somebody may be in danger and the leads were called, it is theirs too (L8.7).
    """
    called = office.is_lead and case.leads_called_at is not None
    theirs = called or office.sits_at(case.desk, case.group_id)
    return theirs and office.member_id not in kept_out


def can_decide(case: Case, office: Office) -> bool:
    """Act in a case and close it: whoever has claimed it, while it is open."""
    return case.closed_at is None and case.claimed_by == office.member_id


def can_keep_roster(office: Office, group_id: int | None) -> bool:
    """See who is there when, and say one's own hours: the group's moderators; for the site, leads and the contact."""
    if group_id is None:
        return office.is_lead or office.is_contact
    return group_id in office.moderates


def can_read_note(note: HandOver, kept_out: frozenset[int], office: Office) -> bool:
    """A note of a roster that one shares; for the site none that goes with a case that is kept from one (L8.3).

    There the contact writes of cases that name all leads. Who wrote it reads it, whatever they reported since.
    """
    theirs = note.author == office.member_id or office.member_id not in kept_out
    return theirs and can_keep_roster(office, note.group_id)


def can_take_over(note: HandOver, office: Office) -> bool:
    """Take over what a note leaves: another of that roster, once."""
    waits = note.taken_at is None and note.author != office.member_id
    return waits and can_keep_roster(office, note.group_id)


def is_enough(case: Case, seen: int, most: int | None) -> bool:
    """Whether somebody asks first before opening more words today: by their own limit, and never in danger (L8.7)."""
    return most is not None and seen >= most and case.rank != URGENT


def can_suspend_from_site(office: Office) -> bool:
    """Keep somebody out of the whole site: the leads."""
    return office.is_lead


def can_appeal(act: Act, before: Appeal | None, moment: datetime) -> bool:
    """Ask that an act be looked at again: once, within six months (L8.5)."""
    return act.kind in APPEALABLE and before is None and moment < act.at + WINDOW


def can_decide_appeal(act: Act, appeal: Appeal, kept_out: frozenset[int], office: Office) -> bool:
    """Decide an appeal: somebody of the desk that answers for the act, who neither did it nor is named with it."""
    at_desk = office.is_lead or office.is_contact or act.group_id in office.moderates
    own = office.member_id in (act.author, act.member_id) or office.member_id in kept_out
    return at_desk and not own and appeal.decided_at is None


def can_keep_watch(place: Place, staff_ready: bool) -> bool:
    """Watched words, raid mode, the lock on joining: the group's moderators (L8.6, L8.7)."""
    return can_manage_group(place, staff_ready)


def can_see_waiting(place: Place, staff_ready: bool, is_lead: bool) -> bool:
    """What waits: the group's moderators; where nobody looks after it, the site's leads too (L2.4, L3.6)."""
    unattended = place.group.unattended_since is not None
    return can_manage_group(place, staff_ready) or (is_lead and unattended)


def can_decide_words(place: Place, author: Membership, staff_ready: bool, is_lead: bool) -> bool:
    """Whoever sees what waits, but nobody about their own words (L8.4)."""
    return can_see_waiting(place, staff_ready, is_lead) and not is_self(place, author)


def can_take_back(held: Held, member_id: int, author: Membership) -> bool:
    """One's own words, while nobody has decided."""
    return author.member_id == member_id and held.waits


def can_read_procedures(who: Office) -> bool:
    """Read what is written for a grave case, and what to say: everybody on staff (L8.9)."""
    return who.is_any


def can_open_procedure(who: Office, named: Iterable[int], leads: Iterable[int]) -> bool:
    """Begin one that names these members: a lead it does not name; the contact, where it names every lead (L8.3)."""
    return who.member_id not in set(named) and _leads_it(who, named, leads)


def can_work_on(
    procedure: Procedure, who: Office, named: frozenset[int], leads: Iterable[int]
) -> bool:
    """See it, do steps and confirm them: leads, and whom one asked; never a person whom it names (L8.3)."""
    if who.member_id in named:
        return False
    asked = procedure.handed_to == who.member_id and who.is_any
    return asked or _leads_it(who, named, leads)


def can_hand(
    procedure: Procedure, who: Office, other: Office, named: frozenset[int], leads: Iterable[int]
) -> bool:
    """Ask this person to be the second: the contact, or a moderator where no second lead can be."""
    free = set(leads) - named
    second = other.is_contact or (bool(other.moderates) and len(free) < 2)
    fits = other.member_id not in {who.member_id, *named}
    return procedure.is_open and fits and second and _leads_it(who, named, leads)


def can_do_step(
    procedure: Procedure, done: Iterable[str], earlier: Iterable[str], step: str
) -> bool:
    """Do it next: the procedure is open, what comes before was done, and this was not."""
    there = set(done)
    return procedure.is_open and step not in there and there >= set(earlier)


def can_confirm_step(procedure: Procedure, step: ProcedureStep, who: Office) -> bool:
    """Confirm what another did: nobody confirms their own (L8.9)."""
    return procedure.is_open and not step.counts and step.done_by != who.member_id


def can_withdraw_step(procedure: Procedure, step: ProcedureStep, who: Office) -> bool:
    """Take back what one did oneself, until it counts."""
    return procedure.is_open and not step.counts and step.done_by == who.member_id


def can_close_procedure(procedure: Procedure, steps: Iterable[ProcedureStep], number: int) -> bool:
    """Close it: every one of its steps counts."""
    counting = [step for step in steps if step.counts]
    return procedure.is_open and len(counting) == number


def _leads_it(who: Office, named: Iterable[int], leads: Iterable[int]) -> bool:
    nobody_else = not set(leads) - set(named)
    return who.is_lead or (who.is_contact and nobody_else)
