"""Profiles of SHGs, their members, VOs and CLFs: fields, checks, and what an upload would do.

Source: docs/domain.md#profiles and docs/domain.md#norms.
"""
