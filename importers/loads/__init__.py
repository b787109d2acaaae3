"""The sheets of a block: columns, planners, templates, returned workbooks."""
