"""Bundles of profiles: JSON Lines as phones send them, and the same as a workbook."""

from importers.profiles.read import read_bundle
from importers.profiles.write import write_bundle

__all__ = ["read_bundle", "write_bundle"]
