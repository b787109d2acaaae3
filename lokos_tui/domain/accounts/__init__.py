"""Accounts: roles, permissions, names and user ids."""
