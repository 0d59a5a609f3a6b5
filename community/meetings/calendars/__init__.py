"""Our calendars (iCalendar, RFC 5545 and 7986): wall times with zones that every reader understands the same way."""
