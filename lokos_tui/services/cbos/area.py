"""CBOs: no command of their own; loads bring them in, and verification changes them."""

from lokos_tui.services.registry import Handler

HANDLERS: tuple[Handler, ...] = ()
