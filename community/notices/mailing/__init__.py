"""Mail: what it says, which is next to nothing, and handing it over to an SMTP server."""
