"""The office on the command line: making, checking, showing it; its audit trail; the sample office."""
