"""What counts as a duplicate."""
