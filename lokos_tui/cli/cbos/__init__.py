"""SHGs, VOs, CLFs and places on the command line."""
