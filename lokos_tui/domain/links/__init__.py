"""What a user may be linked to."""
