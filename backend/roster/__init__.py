"""The roster: who works for which unit, at which sites, and since when.

A guard has one employer at a time and may stand at several of its sites. Only holders of a valid
certificate may be posted (Reg. art. 16). The recorded complaint about systems like this one is that
their rosters do not match the people on site, so every change is dated and nothing overlaps.
"""
