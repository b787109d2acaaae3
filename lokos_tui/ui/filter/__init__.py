"""The filter line of a list."""
