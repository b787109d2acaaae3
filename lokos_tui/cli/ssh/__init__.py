"""Commands that come through OpenSSH's forced command."""
