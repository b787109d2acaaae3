"""A file on its way into the office: what the load screen and ``lokos import`` both do, step by step."""
