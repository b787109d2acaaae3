"""How much the tests notice: small changes are made to files of rules, and each should make a test fail."""
