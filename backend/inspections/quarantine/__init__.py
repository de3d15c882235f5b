"""Records that cannot simply be taken, though their officer may have acted rightly, and records that speak of one visit twice.

Nothing is dropped and nothing overwritten: what is doubtful is kept sealed, with its pictures, until a supervisor accepts or
rejects it; two records of one visit both stand until one is marked as superseded, with the reason.
"""
