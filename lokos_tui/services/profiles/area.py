"""Profiles: the commands and what carries them out."""

from lokos_tui.commands.profiles import NewBundleKey, UploadProfiles
from lokos_tui.services.profiles import bundle_keys, upload
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(UploadProfiles).by(upload.upload_profiles),
    handles(NewBundleKey).by(bundle_keys.new_bundle_key),
)
