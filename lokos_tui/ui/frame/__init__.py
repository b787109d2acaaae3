"""The frame of every screen: keys, messages, questions, help, looks."""
