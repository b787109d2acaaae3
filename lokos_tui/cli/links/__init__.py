"""Links on the command line."""
