"""Shared parts of the screens: the frame, the action registry, the table, the filter, the form and the sheet.

Nothing here knows a database; importing the package costs nothing.
"""
