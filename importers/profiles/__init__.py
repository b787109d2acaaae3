"""Bundles of profiles: JSON Lines as phones send them, and the same as a workbook."""

from importers.profiles.read import read_bundle
from importers.profiles.workbook import bundle_of, joined_csv, template_bytes
from importers.profiles.write import stream_bundle, write_bundle

__all__ = ["bundle_of", "joined_csv", "read_bundle", "stream_bundle", "template_bytes", "write_bundle"]
