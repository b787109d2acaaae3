"""Reads of uploads, and what an upload is planned against."""
