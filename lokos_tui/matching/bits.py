"""What each agreement and difference weighs, in bits, with the reason: what is no state's choice.

Weights of numbers and places stand in ``rules.py``, those of names in the
tables. A bit is one doubling of the odds; -1 bit says that the difference is
seen between two records of one woman half as often as between two women.
"""

from __future__ import annotations

# First names, beside what the name's rarity gives.
OTHER_NAME = -8.0
"""Another first name: 1 second record in 250 has one."""
OTHER_NAME_SAME_CARD = -4.0
"""The same on one voter card: then the number speaks for a slip in the name."""
ALIKE_NAME = 1.5
"""Taken off for another spelling: two names in three hundred are as near as this."""
NEAR_NAME = 4.0
"""Taken off for a doubtful likeness, which is about as often another name."""
DOUBTFUL_NAME = -2.0
"""One letter apart in a name that is in no table: rather another name than a slip."""
CROSSED_NAME = 1.0
"""Taken off for words in another order: two ways to find an agreement by chance."""
FAMILY_FIRST = 6.0
"""Taken off when only the first words agree: they may be the family's name, which a village shares."""

# Words around the first name.
OTHER_FAMILY = -2.0
"""Another family name: women take the husband's, or leave it out, so it says little."""
ALIKE_FAMILY = 1.0
OTHER_TAIL = -1.0
"""KUMARI here and DEVI there: a daughter becomes a wife, but namesakes are told apart by it."""
OTHER_INITIAL = -1.5
"""Initials of different letters: in the South they are the father's or the village's."""

# Father and husband.
OTHER_HUSBAND, OTHER_FATHER = -5.0, -4.0
"""Another man: seldom written for one woman; a father's name is spelt more freely."""
OTHER_KIND = 2.5
"""Taken off when one record calls him the husband and the other the father: brothers-in-law have names in common."""
ALIKE_MAN, NEAR_MAN, DOUBTFUL_MAN = 1.5, 4.0, -1.0
OTHER_MAN_TAIL = 3.0
"""Taken off for SURESH KUMAR and SURESH LAL: often two men of one village."""

# Birth.
SAME_DAY, DAY_AND_MONTH_CROSSED = 10.0, 8.0
"""About 1 in 15,000 by chance over 40 years, less what 1 January and rounded ages take from it."""
ONE_DIGIT, NEXT_YEAR_SAME_DAY = 5.0, 3.5
"""One digit of a full date; the day of another year is what sisters' guessed dates have too."""
YEARS_APART = (3.0, 1.5, 0.5)
"""Year alone: the same, one apart, two apart. Ages are rounded, so two years still speak a little for it."""
OTHER_DAY, OTHER_YEAR = 2.5, 3.0
"""Taken off for full dates that differ though the years are near, and for a year that does not fit."""
SOME_YEARS, MANY_YEARS, GENERATION = 4.0, 6.0, 9.0
"""Taken off for up to 4, up to 9, and more years apart: sisters, then mothers and daughters."""

# Numbers and places.
SLIP = 3.0
"""Added when the one wrong digit of a voter id is not among its last two, in which the ids of a household differ."""
ELSEWHERE = -1.5
"""Another place: one second record in ten is made after a move, two namesakes seldom live in one place."""
GP_OF_OTHER_VILLAGES = 0.5
"""Two villages of one Gram Panchayat: a hamlet's own name, or a neighbour."""
ALIKE_PLACE = 0.7
"""The share of a place's weight that its name in another spelling gives."""

# SHGs, VOs and CLFs.
GROUP_ACCOUNT, GROUP_ACCOUNT_OTHER_BRANCH = 12.0, 6.0
"""One account is one group; the same digits at another branch may be another bank's number."""
GROUP_NAME, GROUP_OTHER_NUMBER = 8.0, -4.0
"""One name in one place; GANGA 1 and GANGA 2 are two groups founded together."""
