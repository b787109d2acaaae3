"""LokOS for a block office. Holds the version and imports nothing."""

__version__ = "0.2.0"
