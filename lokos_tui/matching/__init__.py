"""Which records are the same woman, or the same group: a function of two records, explained term by term.

Nothing here reads a clock, a file or a database. ``person.read`` makes a
record comparable, ``keys`` says which records are worth comparing, ``weigh``
gives the terms, ``classify`` the class, ``explain`` the words. The services
keep what is stored in step with this; ``selfmatch`` does the same in memory
for a plain file.
"""
