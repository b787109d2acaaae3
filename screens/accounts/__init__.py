"""Accounts: the list, one account, making and changing one."""
