"""Where CBOs are."""
