"""Forms, their choices and their drafts."""
