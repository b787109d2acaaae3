"""LokOS for a block office. Holds the version and imports nothing."""

__version__ = "0.1.0"
