"""Reads of loads, and what a load is planned against."""
