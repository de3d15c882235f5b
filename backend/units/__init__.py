"""The units under supervision: security companies and their branches, in-house units, training units.

Each has a responsible police agency and is seen by every agency in whose area it works.
"""
