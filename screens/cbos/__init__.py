"""SHGs, VOs and CLFs, and who keeps their books."""
