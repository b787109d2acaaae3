"""Workbooks from outside: guarded reading, header matching, cleaned tables, templates and returned files."""
