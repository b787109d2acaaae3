"""Files on their way into the office and out of it: the steps that the screens and the command line share."""
