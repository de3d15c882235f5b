"""Rectification: what an inspection found wrong is ordered to be put right by a date, answered, looked at again, and closed.

A record that requires it makes one notice (责令限期改正通知书, Reg. arts. 38, 42-43, 47; M. art. 41) with an item for each point and
guard. The unit answers, the police re-check within 3 working days, extend with a reason, close, or propose the penalty of the law.
What nobody sees to climbs to the agency above.
"""
