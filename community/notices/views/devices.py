"""Devices that are pushed to."""

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.errors import Invalid
from community.notices import operations
from community.notices.forms import DeviceForm
from community.notices.pushing.endpoints import host_of
from community.notices.pushing.sending import carrier_address
from community.notices.views.blueprint import pages
from community.notices.views.settings import show_settings
from community.web import answer, me, redraws


@pages.post("/push/devices")
@redraws(show_settings)
def create_device() -> ResponseReturnValue:
    """Push to this browser, if its push service is one of the open internet."""
    limits.spend("push-devices", me().id)
    form = DeviceForm.parse(request.form)
    try:  # before the unit: to look a name up may take a while
        carrier_address(host_of(form.endpoint), current_app.extensions["push_carrier"])
    except ValueError as refusal:
        raise Invalid({"endpoint": str(refusal)}) from None
    operations.add_device(me().id, me().session_id, form)
    flash(_("This device is told from now on that there is something, never what."))
    return answer("/notices/settings#push")


@pages.post("/push/devices/<int:device_id>/removal")
def remove_device(device_id: int) -> ResponseReturnValue:
    """Push there no more."""
    operations.remove_device(me().id, device_id)
    return answer("/notices/settings#push")
