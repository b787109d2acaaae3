"""Links at the door."""
