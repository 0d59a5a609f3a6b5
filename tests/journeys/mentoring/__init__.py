"""What people do on the way from a meeting to a mentor, station by station."""
