"""The demonstration office: invented people and groups below real districts and blocks, made from a seed."""
