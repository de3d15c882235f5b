"""Transfers: a guard goes from one unit to another in one step that both confirm.

Either unit proposes, the other answers. On the agreed day the old employment ends and the new one begins, in one transaction: the day of
the change belongs to the new unit, so there is no day on which the guard is nobody's and none on which he is both's. A unit that
proposes by a number and the name does not learn who employs the guard before that unit has agreed.
"""
