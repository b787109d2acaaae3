"""Making an office; saved filters."""
