"""Bundles of profiles on the command line."""
