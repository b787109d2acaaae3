"""Everything that changes state: the one door, and the handlers behind it."""
