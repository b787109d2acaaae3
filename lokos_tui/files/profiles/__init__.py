"""Bundles of profiles on their way in."""
