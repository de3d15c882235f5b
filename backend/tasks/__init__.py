"""Who must visit whom by when: re-checks of what had to be corrected, duties by kind of unit and level of agency, and
sites at which a card was seen that seems to exist twice.

A task follows from something else and is kept: nobody invents one. A recorded visit serves every task it can, in the
same transaction. Each officer chooses and orders the visits of a day.
"""
