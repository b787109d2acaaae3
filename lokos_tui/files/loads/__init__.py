"""Files on their way into the office, and templates."""
