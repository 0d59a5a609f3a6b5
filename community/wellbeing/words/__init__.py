"""What wellbeing says, gathered, so that a group can say it in its own way later."""
