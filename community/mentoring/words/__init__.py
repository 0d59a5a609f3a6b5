"""What mentoring says, gathered, so that a group can say it in its own way later."""
