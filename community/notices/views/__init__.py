"""The pages of notices."""

from community.notices.views import devices, settings, site
from community.notices.views.blueprint import pages
from community.notices.views.inbox import unread_notices
from community.notices.views.mail import stop_mail

__all__ = ["devices", "pages", "settings", "site", "stop_mail", "unread_notices"]
