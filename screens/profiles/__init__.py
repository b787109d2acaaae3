"""Bundles of profiles: the inbox they lie in, the uploads that were made, the lines of one."""
