"""The first screen after sign-in, and the audit trail."""
