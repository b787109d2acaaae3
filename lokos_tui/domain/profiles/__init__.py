"""Profiles of SHGs, their members, VOs and CLFs: fields, checks, and what an upload would do (handbook 5, 7 to 9)."""
