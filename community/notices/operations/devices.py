"""Devices that are pushed to, and what the site does outside its pages."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.members.policies import can_run_site
from community.members.queries import member_for, session_for
from community.notices import queries
from community.notices.forms import DeviceForm, OutreachForm
from community.notices.models import Device, Outreach
from community.operations import operation

MOST_DEVICES = 10


@operation
def add_device(member_id: int, session_id: int, form: DeviceForm, label: str = "") -> None:
    """Push to this browser as long as its session lasts. Its address was checked by the door.

    A browser that another account used before is this one's now. Raises Forbidden where the site does not push.
    """
    if queries.outreach().push_since is None:
        raise Forbidden(_("This site does not push."))
    session = session_for(member_id, session_id)
    db.session.execute(sa.delete(Device).where(Device.endpoint == form.endpoint))
    for old in queries.devices_of(member_id)[MOST_DEVICES - 1 :]:
        db.session.delete(old)
    db.session.add(
        Device(
            member_id=member_id, session_id=session.id, endpoint=form.endpoint, p256dh=form.p256dh,
            auth=form.auth, label=label or session.label, created_at=now(),
        )
    )  # fmt: skip


@operation
def remove_device(member_id: int, device_id: int) -> None:
    """Push to that device no more. Raises NotFound for anybody else's."""
    db.session.delete(queries.device_for(member_id, device_id))


@operation
def change_outreach(member_id: int, form: OutreachForm) -> None:
    """The site's word for itself in mails, and whether it pushes. Raises NotFound for all but administrators."""
    if not can_run_site(member_for(member_id)):
        raise NotFound
    row = db.session.get(Outreach, 1) or Outreach(id=1)
    row.word = form.word
    row.push_since = (row.push_since or now()) if form.push else None
    db.session.add(row)
    journal.record(member_id, "notices:site:outreach", "site:1", {"push": form.push})
