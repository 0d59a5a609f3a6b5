"""The rows of scheduled work: what each kind of job does, by which law, and what it leaves.

Nobody runs a job: it asks again, when it runs, what was so when it was planned. `Job.tried` prepares a world in which
the law wants the deed (`right`) or forbids it, runs the job, and answers whether it was done.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

import sqlalchemy as sa
from flask import current_app

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.directory import operations as directory
from community.extensions import db
from community.groups import operations as groups
from community.groups import queries as belonging
from community.groups.models import NEWCOMER as BEGINNING
from community.groups.models import Membership
from community.jobs import Job as Planned
from community.meetings import operations as meetings
from community.meetings.models import Meeting, Sitting
from community.members import operations as members
from community.members import policy_pages
from community.members.models import LEAD as A_LEAD
from community.members.models import Session
from community.members.queries import office_held
from community.mentoring import operations as mentoring
from community.mentoring.forms import PauseForm
from community.moderation import operations as moderation
from community.moderation import queries as office
from community.moderation.forms import ActForm, OutcomeForm
from community.moderation.models import CONTACT, Case
from community.notices.models import Letter, Notice
from community.operations import operation
from community.portability.backup.making import make_key
from community.portability.keeping import queries as keeping
from community.portability.operations import erase_member
from community.registry import registry
from community.rooms.models import Message
from community.wellbeing.crisis.operations import seed_lines
from community.wellbeing.forms.daily_threads import DailyThreadForm
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.models import DailyTopic
from community.wellbeing.operations.daily_threads import set_daily_thread
from community.wellbeing.operations.warnings import choose_outlook
from tests.directory.stage import an_entry
from tests.factories import Person, a_message
from tests.forums.stage import Begun, a_post
from tests.matrix import opening_jobs, overseeing_jobs, someone_jobs
from tests.matrix.roles import (
    ADMINISTRATOR,
    BLOCKER,
    CHAIR,
    LEAD,
    MODERATOR,
    NAMED,
    NEWCOMER,
    REGULAR,
)
from tests.matrix.world import World, prepare
from tests.meetings.stage import all_were_there, in_sharing
from tests.members.answering import gaps_of, write_page
from tests.mentoring.stage import Two
from tests.mentoring.stage import ask as make_ask
from tests.moderation.desk import case_of, report
from tests.notices.stage import has_mail, mailing, tell_of, wants
from tests.portability.stage import on_disk
from tests.wellbeing.days import FALLEN, lived
from tests.wire import until

A_DAY = timedelta(days=1)
STRANGE = "Zephyrine"
"""A word that stands nowhere else."""


@dataclass(frozen=True)
class Job:
    """One kind of work: by which law, and how it is tried."""

    law: str
    tried: Callable[[World, bool], bool]


def run(kind: str, **payload: object) -> None:
    """The job, as the worker runs it."""
    registry.jobs[kind](payload)
    db.session.rollback()


def told(person: Person, kind: str) -> int:
    """How often they were told of that."""
    db.session.rollback()
    return db.session.query(Notice).filter_by(member_id=person.id, kind=kind).count()


def promote(world: World, right: bool) -> bool:
    """Seven days and two meetings make a member; one meeting does not."""
    newcomer = world.circle.mid(world.people[NEWCOMER])
    _attended(newcomer, 2 if right else 1)
    clock.move(8 * A_DAY)
    run("groups:promote")
    return db.session.get_one(Membership, newcomer).role != BEGINNING


def attend(world: World, right: bool) -> bool:
    """A group whose moderators stay away is unattended; one of them came back."""
    clock.move(61 * A_DAY)
    if not right:
        keeper = world.people[MODERATOR].id
        mine = db.session.query(Session.id).filter_by(member_id=keeper).first()
        members.touch(keeper, mine[0])
    run("groups:attend")
    return belonging.group_by_id(world.circle.group_id).unattended_since is not None


def close(world: World, right: bool) -> bool:
    """A group ends fourteen days after that was said; it was withdrawn."""
    keeper, slug = world.circle.moderator.id, world.circle.slug
    groups.close_group(keeper, slug)
    if not right:
        groups.keep_group_open(keeper, slug)
    clock.move(15 * A_DAY)
    run("groups:close")
    return belonging.count_people(world.circle.group_id) == 0


def tell_followers(world: World, right: bool) -> bool:
    """Whoever follows a topic is told of a post; whoever blocked its author is not (L1.8)."""
    role, names = (CHAIR if right else BLOCKER), world.names
    address = f"/topics/{names['topic']}"
    assert (
        world.visitor(role).post(f"{address}/choice", data={"choice": "following"}).status_code
        == 303
    )
    seq = a_post(world.people[REGULAR], Begun(names["topic"], names["board"]))
    run("forums:tell", topic=names["topic"], seq=seq)
    return told(world.people[role], "topic_answered") == 1


def tend(world: World, right: bool) -> bool:
    """The lobby opens half an hour before; a date that was cancelled has none."""
    date = world.names["date"]
    if not right:
        world.visitor(MODERATOR).post(f"/sittings/{date}/cancellation")
    clock.move(db.session.get_one(Sitting, date).starts_at - timedelta(minutes=20) - now())
    run("meetings:tend")
    return db.session.get_one(Sitting, date).state == "lobby"


def materialise(world: World, right: bool) -> bool:
    """A meeting's dates are written eight weeks ahead; of one that ended no more come."""
    slug = world.names["planned"]
    if not right:
        world.visitor(MODERATOR).post(f"/meetings/{slug}/ending")
    dates = db.session.query(Sitting).join(Meeting).filter(Meeting.slug == slug)
    before = dates.count()
    run("meetings:materialise")
    return dates.count() > before


def credit(world: World, right: bool) -> bool:
    """A meeting counts for whoever was there for half of it; twenty minutes of an hour are too few."""
    evening = in_sharing(world.circle, world.people[CHAIR])
    all_were_there(evening, 40 if right else 20)
    clock.move(timedelta(hours=2))
    run("meetings:credit", sitting=evening.sitting_id)
    newcomer = world.circle.mid(world.people[NEWCOMER])
    return db.session.get_one(Membership, newcomer).meetings == 1


def expire_call(world: World, right: bool) -> bool:
    """Whoever is called and says nothing for a minute loses the floor; who answered keeps it."""
    evening, speaker = in_sharing(world.circle, world.people[CHAIR]), world.people[REGULAR].id
    meetings.raise_hand(speaker, evening.room_id)
    meetings.call_next(world.people[CHAIR].id, evening.room_id)
    turn = evening.sitting().floor_turn
    if not right:
        meetings.answer_call(speaker, evening.room_id)
    clock.move(timedelta(seconds=61))
    run("meetings:expire_call", sitting=evening.sitting_id, turn=turn)
    return evening.sitting().holder_id is None


def offer_chair(world: World, right: bool) -> bool:
    """A lost chair is offered to the next; whoever came back has it still."""
    evening = in_sharing(world.circle, world.people[CHAIR])
    meetings.note_chair_seen(evening.sitting_id, here=True)
    clock.move(timedelta(minutes=4))
    meetings.note_chair_seen(evening.sitting_id, here=False)
    lost = evening.sitting().chair_lost_at
    assert lost is not None
    if not right:
        meetings.note_chair_seen(evening.sitting_id, here=True)
    run("meetings:offer_chair", sitting=evening.sitting_id, lost=lost.isoformat(), step=0)
    return evening.sitting().chair_offered != ""


def review(world: World, right: bool) -> bool:
    """Who runs the site is told of risks that nobody looked at for a year; not of others."""
    write_page(policy_pages.RISKS, gaps_of(policy_pages.RISKS))
    if right:
        clock.move(400 * A_DAY)
    run("members:review")
    return told(world.people["administrator"], "risks_overdue") == 1


def tell_terms(world: World, right: bool) -> bool:
    """Members are told of terms that changed in substance; of an older version nobody is, any more."""
    first = write_page(policy_pages.TERMS, gaps_of(policy_pages.TERMS), asks="yes")
    if not right:
        write_page(policy_pages.TERMS, gaps_of(policy_pages.TERMS, country="Wales"), asks="yes")
    run("members:tell-terms", number=first, after=0)
    return told(world.people[REGULAR], "terms_changed") == 1


def care(world: World, right: bool) -> bool:
    """A case that waits for a lead who lost the office goes on to the contact; one whose lead is there stays."""
    ref = f"{world.circle.stream}/{a_message(world.people[MODERATOR], world.circle.room_id)}"
    case_id = case_of(report(world.people[NEWCOMER], ref)).id
    if right:
        members.end_lead(OPERATOR, office_held(world.people[LEAD].id, A_LEAD).id)
    run("moderation:care")
    return db.session.get_one(Case, case_id).desk == CONTACT


def ask_again(world: World, right: bool) -> bool:
    """Moderators are told again after a day that words wait; not where one has decided."""
    prepare(world, "held")
    before = told(world.people[NAMED], "words_wait")
    if not right:
        moderation.refuse_words(
            world.circle.moderator.id, world.names["held"], ActForm("No.", None)
        )
    clock.move(A_DAY + timedelta(minutes=1))
    run("moderation:ask-again")
    return told(world.people[NAMED], "words_wait") == before + 1


def gather(world: World, right: bool) -> bool:
    """What was told becomes a letter; what was read meanwhile does not."""
    with mailing(current_app):
        person = _wants_mail(world)
        if not right:
            world.visitor(REGULAR).post("/notices/reading")
        run("notices:gather", member=person.id, way="mail")
        return db.session.query(Letter).filter_by(member_id=person.id, way="mail").count() == 1


def send(world: World, right: bool) -> bool:
    """A letter goes out; not to somebody whom the site has shut out since."""
    with mailing(current_app) as sink:
        person = _wants_mail(world)
        run("notices:gather", member=person.id, way="mail")
        letter = db.session.query(Letter.id).filter_by(member_id=person.id, way="mail").scalar()
        if not right:
            members.suspend_from_site(OPERATOR, person.id, now() + A_DAY)
        run("notices:send", letter=letter, way="mail")
        return len(sink.mails) == 1


def forget(world: World, right: bool) -> bool:
    """The words of a deleted account go; of an account that is there none do, whatever the job says."""
    author = world.people[REGULAR]
    if right:
        erase_member(OPERATOR, author.handle, False)
    run("portability:forget", member=author.id, keep=False, turn=0)
    said = db.session.query(Message.body).filter_by(
        stream_id=world.circle.room_id, seq=world.names["seq"]
    )
    return said.scalar() == ""


def sweep(world: World, right: bool) -> bool:
    """No byte of deleted words is left; while somebody reads an old state, it is planned anew."""
    a_message(world.people[REGULAR], world.circle.room_id, STRANGE)
    author = world.people[REGULAR]
    erase_member(OPERATOR, author.handle, False)
    with db.engine.connect() as reader:
        if not right:
            reader.scalar(sa.select(sa.func.count()).select_from(Message))
            clock.move(timedelta(seconds=2))
        run("portability:forget", member=author.id, keep=False, turn=0)
        run("portability:sweep", member=author.id, turn=0)
        again = db.session.query(Planned).filter_by(key=f"sweep:{author.id}:1").count()
        db.session.rollback()
        return not again and STRANGE.encode() not in on_disk()


def retention(world: World, right: bool) -> bool:
    """A sealed copy goes half a year after its case was closed; of an open case never (L4.8)."""
    keeper = world.circle.moderator.id
    prepare(world, "case")
    if right:
        moderation.claim_case(keeper, world.names["case"])
        moderation.close_case(keeper, world.names["case"], OutcomeForm("rejected", ""))
    clock.move(200 * A_DAY)
    run("portability:retention")
    return not office.has_evidence(world.names["case"])


def clearing(world: World, right: bool) -> bool:
    """After something went the files are cleared; while somebody reads an old state, later."""
    clock.move(200 * A_DAY)
    run("portability:retention")
    assert keeping.uncleared_tables()
    with db.engine.connect() as reader:
        if not right:
            reader.scalar(sa.select(sa.func.count()).select_from(Message))
        run("portability:clearing", key="now", step=0)
        return not keeping.uncleared_tables()


def back_up(world: World, right: bool) -> bool:
    """A backup a night, into the folder that was named, once there is a key to seal it to."""
    config, folder = (
        current_app.config["HEARTH"],
        Path(mkdtemp(dir=current_app.config["HEARTH"].instance)),
    )
    current_app.config["HEARTH"] = replace(config, backup_folder=folder)
    if right:
        make_key(config)
    with patch.dict("os.environ", {"HEARTH_DATABASE_URL": config.database_url}):
        run("portability:backup")
    if right:
        until(lambda: list(folder.glob("hearth-*.age")), 30)
    return bool(list(folder.iterdir()))


def open_day(world: World, right: bool) -> bool:
    """A group that wants a thread each day has the next by itself; one that is archived has none."""
    keeper, slug = world.circle.moderator.id, world.circle.slug
    set_daily_thread(keeper, slug, DailyThreadForm(world.names["board"]))
    days = db.session.query(DailyTopic).filter_by(group_id=world.circle.group_id)
    before = days.count()
    if not right:
        groups.archive_group(keeper, slug)
    clock.move(A_DAY)
    run("wellbeing:daily-threads")
    return days.count() > before


def warn(world: World, right: bool) -> bool:
    """Whoever's days fell is told; whoever switched that off is not."""
    regular = world.people[REGULAR]
    if not right:
        choose_outlook(regular.id, OutlookForm(False))
    lived(regular, FALLEN, now().date() - A_DAY)
    clock.move(A_DAY)
    run("wellbeing:look")
    return told(regular, "days_warn") == 1


def remind_of_entries(world: World, right: bool) -> bool:
    """Who keeps the directory is told of what nobody checked for ninety days; not of what somebody has."""
    keeper = world.people[ADMINISTRATOR]
    entry_id = an_entry(keeper)
    clock.move(91 * A_DAY)
    if not right:
        directory.check_entry(keeper.id, entry_id)
    run("directory:remind")
    return told(keeper, "entries_stale") == 1


def remind_of_lines(world: World, right: bool) -> bool:
    """Administrators are told of crisis lines that nobody checked for half a year; not before."""
    seed_lines()
    if right:
        clock.move(400 * A_DAY)
    run("crisis:remind")
    return told(world.people[ADMINISTRATOR], "crisis_lines_stale") == 1


def deliver(world: World, right: bool) -> bool:
    """An ask reaches its mentor; one who paused hears of none (L7.5)."""
    prepare(world, "mentoring")
    mentor, circle = world.people[NAMED], world.circle
    if not right:
        mentoring.pause_asks(mentor.id, circle.slug, PauseForm(True))
    two = Two(circle, world.people[REGULAR], mentor, world.names["mentor"])
    run("mentoring:deliver", ask=make_ask(two))
    return told(mentor, "ask_received") == 1


def tend_mentoring(world: World, right: bool) -> bool:
    """An ask is over after seven days; not before."""
    prepare(world, "mentor ask")
    clock.move((8 if right else 6) * A_DAY)
    run("mentoring:tend")
    return told(world.people[REGULAR], "ask_unanswered") == 1


JOBS = {
    "crisis:remind": Job("L6.6", remind_of_lines),
    "directory:remind": Job("L11.1", remind_of_entries),
    "forums:tell": Job("L1.8", tell_followers),
    "groups:attend": Job("L2.4", attend),
    "groups:close": Job("L2.6", close),
    "groups:promote": Job("L2.3", promote),
    "meetings:credit": Job("L2.3", credit),
    "meetings:expire_call": Job("L5.5", expire_call),
    "meetings:materialise": Job("L5.1", materialise),
    "meetings:offer_chair": Job("L5.7", offer_chair),
    "meetings:tend": Job("L5.4", tend),
    "members:review": Job("L8.9", review),
    "members:tell-terms": Job("L1.1", tell_terms),
    "mentoring:deliver": Job("L7.5", deliver),
    "mentoring:naming": Job("L7.11", opening_jobs.tell_naming),
    "mentoring:pulses": Job("L7.10", overseeing_jobs.ask),
    "mentoring:tell_openings": Job("L7.11", opening_jobs.tell_openings),
    "mentoring:tend": Job("L7.5", tend_mentoring),
    "mentoring:watch": Job("L7.10", overseeing_jobs.watch),
    "moderation:ask-again": Job("L3.6", ask_again),
    "moderation:care": Job("L8.3", care),
    "notices:gather": Job("L9.1", gather),
    "notices:send": Job("L9.1", send),
    "portability:backup": Job("L12.2", back_up),
    "portability:clearing": Job("L12.3", clearing),
    "portability:forget": Job("L1.9", forget),
    "portability:retention": Job("L4.8", retention),
    "portability:sweep": Job("L1.9", sweep),
    "wellbeing:daily-threads": Job("L6.3", open_day),
    "wellbeing:look": Job("L6.5", warn),
    "wellbeing:help:next": Job("L6.7", someone_jobs.ask_next),
    "wellbeing:help:alone": Job("L6.7", someone_jobs.note_alone),
    "wellbeing:help:close": Job("L6.7", someone_jobs.close),
}
"""Every kind of scheduled work."""


@operation
def _attended(membership_id: int, number: int) -> None:
    db.session.get_one(Membership, membership_id).meetings = number


def _wants_mail(world: World) -> Person:
    person = world.people[REGULAR]
    has_mail(person)
    wants(person)
    tell_of(person.id, world.circle.group_id)
    return person
