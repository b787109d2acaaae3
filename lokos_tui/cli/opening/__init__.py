"""Opening loads on the command line."""
