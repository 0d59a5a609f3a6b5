"""Brings people of a site that is not served yet together as mentors and mentees. Argument: the slug of their group.

heron and thrift mentor there. kestrel was mentored by heron and learns beside her; thrift could fit, and tells a story.
Prints addresses by name, as JSON.
"""

import json
import sys
from datetime import timedelta

from community.clock import now
from community.extensions import db
from community.members import policy_pages
from community.mentoring import operations as mentoring
from community.mentoring.finding import operations
from community.mentoring.finding.forms import ProposalForm, SwitchForm, WordsForm
from community.mentoring.forms import ApplicationForm
from community.mentoring.models import Mentor
from community.mentoring.path import operations as path
from community.mentoring.path.forms import GuideForm, LineForm
from community.mentoring.words.agreement import CURRENT
from community.operations import operation
from tests.factories import Circle, Person
from tests.members.answering import a_lead, gaps_of, write_page
from tests.mentoring.stage import Two, met, under_way
from tests.provisioning import circle_of, in_the_site

STORY = (
    "I came in a *hard* winter, and somebody kept a chair free.\n\n> One day, and then the next."
)


def main() -> None:
    """All of it."""
    with in_the_site():
        print(json.dumps(bring_together(sys.argv[1])))


def bring_together(slug: str) -> dict[str, str]:
    """Mentors, mentees, and where they are found."""
    lead = a_lead("wren")
    write_page(policy_pages.CONTACT, gaps_of(policy_pages.CONTACT))
    circle = circle_of(slug)
    heron, kestrel, thrift, mallow = (
        circle.people[name] for name in ("heron", "kestrel", "thrift", "mallow")
    )
    mentors = {name: _mentors(circle, circle.people[name]) for name in ("heron", "thrift")}
    room_id = operations.have_room(heron.id, circle.group_id)
    for pair in ((kestrel, heron), (kestrel, thrift), (mallow, thrift)):
        met(circle, *pair)
    under_way(Two(circle, kestrel, heron, mentors["heron"]))
    mentoring.apply_to_mentor(kestrel.id, slug, ApplicationForm("", CURRENT))
    month = path.ask_to_shadow(kestrel.id, slug, GuideForm(circle.mid(heron)))
    path.accept_shadow(heron.id, month)
    for person in (kestrel, heron):
        path.show_line(person.id, slug, LineForm(True))
    operations.tell_story(thrift.id, slug, WordsForm(STORY))
    operations.allow_proposals(heron.id, slug, SwitchForm(True))
    operations.propose(heron.id, slug, ProposalForm("mallow", "thrift"))
    operations.write_word(
        lead.id, WordsForm("Thank you for this month. Rest as you would tell them to.")
    )
    return {
        "room": f"/rooms/{room_id}",
        "month": f"/mentoring/shadowing/{month}", "mentor": f"/mentors/{mentors['thrift']}",
        "story": f"/mentors/{mentors['thrift']}/story",
    }  # fmt: skip


@operation
def _mentors(circle: Circle, person: Person) -> int:
    year = now() + timedelta(days=365)
    row = Mentor(
        membership_id=circle.mid(person), applied_at=now(), agreed_version=CURRENT, approved_at=now(),
        renewed_until=year, cap=3,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


if __name__ == "__main__":
    main()
