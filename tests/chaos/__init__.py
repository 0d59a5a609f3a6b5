"""Real servers, killed, cut off and lied to: what the live protocol promises must hold all the same."""
