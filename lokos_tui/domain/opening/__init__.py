"""An existing office moves in: official profiles with their LokOS codes, accepted as one load."""
