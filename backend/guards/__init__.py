"""Guards: the people who stand at the doors, registered before they may sit the examination.

A guard is a Chinese citizen of 18 years or more (Reg. art. 16). The identity number and the phone
are kept encrypted, found by a keyed index, and masked in every list; showing them whole is an
audited act with a reason. A guard is seen by every agency in whose area he is registered,
employed or posted.
"""
