"""Web push: what is said is sealed for the device (RFC 8291), and goes to public https addresses only."""
